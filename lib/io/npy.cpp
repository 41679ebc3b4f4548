#include "io/npy.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace drift::io::npy {

bool recognise(const std::string& path) {
    if (path == "-") return false;
    std::string begin(magic.size(), '\0');
    begin.resize(Input(path).read(begin.data(), begin.size()));
    return begin == magic;
}

Rows take(Reader& in, std::size_t n) {
    Rows rows = Rows::from_shape({n, in.dimension()}), block;
    for (std::size_t done = 0; done < n;) {
        const std::size_t count = in.read(block, n - done);
        std::copy_n(block.data(), count * in.dimension(), rows.data() + done * in.dimension());
        done += count;
        if (count == 0 && !in.next_array()) throw Error("'", in.name(), "' ends ", n - done, " rows early");
    }
    return rows;
}

void expect_shape(const Reader& in, const Shape& row_shape) {
    if (in.row_shape() != row_shape)
        throw Error("expected rows of shape ", tuple(row_shape), " in '", in.name(), "', found ",
                    tuple(in.row_shape()));
}

void expect_end(Reader& in) {
    do
        if (in.left() > 0) throw Error("'", in.name(), "' has ", in.left(), " rows too many");
    while (in.next_array());
}

Rows read_rows(Reader& in) {
    Rows rows, block;
    std::size_t n = in.read(rows, in.rows());
    while (in.next_array()) {
        const std::size_t count = in.read(block, in.rows());
        if (n + count > row_count(rows)) {
            Rows larger =
                Rows::from_shape({2 * n + count, in.dimension()});  // so that many shards cost few copies
            std::copy_n(rows.data(), n * in.dimension(), larger.data());
            rows = std::move(larger);
        }
        std::copy_n(block.data(), count * in.dimension(), rows.data() + n * in.dimension());
        n += count;
    }
    if (n < row_count(rows)) rows = row_range(rows, 0, n);
    return rows;
}

Rows read_rows(const std::string& path, Shape* row_shape) {
    Reader in(path);
    if (row_shape) *row_shape = in.row_shape();
    return read_rows(in);
}

Singles read_singles(const std::string& path) {
    Reader in(path);
    Singles read{{}, {}, in.row_shape(), in.type()};
    do
        if (is_exact_in_single(in.type()))
            in.read(read.values, in.rows());
        else
            in.read_less(read.values, read.origin);
    while (in.next_array());
    return read;
}

void write_rows(const std::string& path, const Rows& rows, Type type, const Shape& row_shape) {
    Writer out(path, type, row_count(rows), row_shape);
    out.write(rows);
    out.close();
}

}  // namespace drift::io::npy
