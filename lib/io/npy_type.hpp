// The numbers an array of a .npy file is made of, and their way to and from the numbers of memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace drift::io::npy {

/// Kind and size in bytes: float, signed, unsigned and bool.
enum class Type { f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1 };

/// `f4`, as in the header of a file.
std::string_view code(Type type);

/// `float32`, as in NumPy.
std::string_view name(Type type);

/// The type of a NumPy name; UsageError when unknown.
Type type_named(const std::string& name);

std::size_t size(Type type);
bool is_integer(Type type);
bool is_unsigned(Type type);

/// The binary digits that its floating numbers keep, 11 to 53; 0 for whole numbers, which keep all.
int fraction_digits(Type type);

/// Whether single precision holds each of its numbers: not those of f8 and of integers of 4 bytes or more.
bool is_exact_in_single(Type type);

/// n numbers of a file as numbers of memory; swapped: the file has the other byte order. Returns the place of
/// the first that is none (a bool that is neither 0 nor 1, a finite number that is none in single precision), n
/// when all are well.
template <class Number>
std::size_t decode(Type type, bool swapped, const char* bytes, std::size_t n, Number* numbers);

/// The other way, in this machine's byte order. Returns the place of the first number that the type cannot
/// hold (an integer type holds whole numbers of its range, f4 finite ones up to 3.4e38), n when all fit; f2 is
/// not written.
template <class Number>
std::size_t encode(Type type, const Number* numbers, std::size_t n, char* bytes);

/// A number of a file as text: an integer in all its digits, others in the shortest decimals of their type that
/// read back as the same.
void append_text(Type type, bool swapped, const char* bytes, std::string& text);

}  // namespace drift::io::npy
