// Arrays in Fortran order: where the numbers of a row are among the columns.
#include <cstring>

#include "io/npy_reader.hpp"

namespace drift::io::npy {
namespace {

// For each number of a row in C order: its place in an array of n rows in Fortran order, in the first row.
std::vector<std::size_t> fortran_places(std::size_t n, const Shape& row_shape) {
    std::vector<std::size_t> places{0};
    std::size_t stride = n;
    for (const std::size_t axis : row_shape) {
        std::vector<std::size_t> longer;
        for (const std::size_t place : places)
            for (std::size_t i = 0; i < axis; ++i) longer.push_back(place + i * stride);
        places = std::move(longer);
        stride *= axis;
    }
    return places;
}

template <std::size_t size>
void gather_numbers(const char* columns, const std::vector<std::size_t>& places, std::size_t count,
                    char* to) {
    for (std::size_t i = 0; i < count; ++i, columns += size)
        for (const std::size_t place : places) {
            std::memcpy(to, columns + place * size, size);
            to += size;
        }
}

}  // namespace

// An array in Fortran order is held whole, as its bytes.
void Reader::take_columns() {
    if (!header_.fortran || !columns_.empty() || left_ == 0) return;
    append_bytes(columns_, rows_ * dimension_);
    places_ = fortran_places(rows_, row_shape_);
}

// Rows of it in C order.
void Reader::gather(char* bytes, std::size_t first, std::size_t count) const {
    const char* columns = columns_.data() + first * size(header_.type);
    switch (size(header_.type)) {
        case 1:
            return gather_numbers<1>(columns, places_, count, bytes);
        case 2:
            return gather_numbers<2>(columns, places_, count, bytes);
        case 4:
            return gather_numbers<4>(columns, places_, count, bytes);
        default:
            return gather_numbers<8>(columns, places_, count, bytes);
    }
}

// Of the columns in a file in Fortran order: which of a row's numbers comes next.
std::vector<std::size_t> Reader::column_order() const {
    const std::vector<std::size_t> places = fortran_places(rows_, row_shape_);
    std::vector<std::size_t> order(dimension_);
    for (std::size_t j = 0; j < dimension_; ++j) order[places[j] / rows_] = j;
    return order;
}

}  // namespace drift::io::npy
