#include "io/per_row.hpp"

#include <limits>

#include "core/error.hpp"
#include "io/npy_reader.hpp"
#include "io/npy_writer.hpp"

namespace drift::io::npy {

void expect_times(const Rows& times, const std::string& name) {
    if (dimension(times) != 1)
        throw Error("expected one time per row in '", name, "', found ", dimension(times));
    for (const double t : times)
        if (!(t >= 0 && t <= 1)) throw Error("not a time from 0 to 1 in '", name, "': ", t);
}

Labels read_labels(const std::string& path) {
    Reader in(path);
    if (!is_integer(in.type()) || !in.row_shape().empty())
        throw Error("labels are whole numbers, one per row; '", in.name(), "' has ", name(in.type()),
                    " rows of shape ", tuple(in.row_shape()));
    Labels labels;
    Rows block;
    do {
        while (in.read(block, 4096) > 0)
            for (const double label : block) {
                if (!(label >= 0 && label <= std::numeric_limits<int>::max()))
                    throw Error("not a label in '", in.name(), "', row ", labels.size(), ": ", label);
                labels.push_back(static_cast<int>(label));
            }
    } while (in.next_array());
    return labels;
}

void write_labels(const std::string& path, const Labels& labels) {
    Writer out(path, Type::i8, labels.size(), {});
    out.write(labels);
    out.close();
}

}  // namespace drift::io::npy
