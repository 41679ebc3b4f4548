// The header of an array in a .npy file: a Python dict of element type, order and shape.
#pragma once

#include <string>
#include <string_view>

#include "core/array.hpp"
#include "io/file.hpp"
#include "io/npy_type.hpp"

namespace drift::io::npy {

/// The bytes that every array begins with.
inline constexpr std::string_view magic = "\x93NUMPY";

struct Header {
    Type type;
    bool swapped;  // the other byte order than this machine's
    bool fortran;  // the first index runs fastest
    Shape shape;
};

/// The tuple as Python prints it: `()`, `(3,)`, `(3, 4)`.
std::string tuple(const Shape& shape);

/// The dict. name: the file, for messages. Error unless it has the three keys once each and sizes whose
/// product in bytes can be counted.
Header parse_dict(std::string_view text, const std::string& name);

/// Moves to the next array of a file. False at its end; bytes that begin no array are the end of a regular
/// file, as for NumPy, and an Error elsewhere.
bool read_header(Input& input, bool first, Header& header);

/// The bytes that numpy.save writes before an array in C order: version 1.0, a multiple of 64. swapped: of the
/// other byte order than this machine's.
std::string header_bytes(Type type, const Shape& shape, bool swapped = false);

}  // namespace drift::io::npy
