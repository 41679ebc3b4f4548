// Arrays as text: numbers between separators, one row per line.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"

namespace drift::io {

/// The shortest decimal that reads back as the same number: of single precision, if single.
std::string shortest(Real value, bool single);

/// Numbers as one line, in double precision.
std::string line(const std::vector<Real>& numbers, char separator);

/// Numbers of a text, between blanks, commas or ends of lines, or of a .npy file
/// (k); `-` is standard input, as text.
Vector read_numbers(const std::string& path);

/// All rows of a file's arrays as lines; the axes of a row are flattened.
void write_lines(const std::string& from, const std::string& to, char separator);

}  // namespace drift::io
