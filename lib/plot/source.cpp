#include "plot/source.hpp"

#include <cmath>

#include "core/error.hpp"
#include "core/text.hpp"
#include "io/npy.hpp"

namespace drift::plot {

void Source::expect_finite() const {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!std::isfinite(rows.data()[i]))
            throw Error("not a finite number in '", name, "': row ", i / dimension(rows));
}

std::string Source::shape() const { return row_shape.empty() ? "(n)" : "(n," + joined(row_shape) + ")"; }

Source read_source(const std::string& path) {
    npy::Reader in(path);
    return {in.name(), npy::read_rows(in), in.row_shape(), in.type()};
}

}  // namespace drift::plot
