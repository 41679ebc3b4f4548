// Arrays as text: numbers between separators, one row per line.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"

namespace drift::io {

/// The shortest decimal that reads back as the same number.
std::string shortest(Real value);

/// Numbers as one line, to so many digits; NaN is a missing one and written `-`.
std::string line(const std::vector<Real>& numbers, char separator, int digits);

/// Numbers of a text, between blanks, commas or ends of lines, or of a .npy file
/// (k); `-` is standard input, as text.
Vector read_numbers(const std::string& path);

/// All rows of a file's arrays as lines; the axes of a row are flattened.
void write_lines(const std::string& from, const std::string& to, char separator);

}  // namespace drift::io
