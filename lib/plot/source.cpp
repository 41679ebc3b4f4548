// What is demanded of arrays.
#include "plot/source.hpp"

#include <cmath>

#include "core/error.hpp"

namespace drift::plot {

void Source::expect_finite() const {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!std::isfinite(rows.data()[i]))
            throw Error("not a finite number in '", name, "': row ", i / dimension(rows));
}

std::string Source::shape() const {
    std::string text = "(n";
    for (const std::size_t size : row_shape) text += concat(",", size);
    return text + ")";
}

}  // namespace drift::plot
