// Which class each row is asked for: one for all, one block of rows a class, or as a file says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/array.hpp"
#include "io/npy.hpp"

namespace drift::cli {

/// The classes of n rows, handed out in order.
class Classes {
public:
    /// choice: a class, `all` for n / classes rows of each in turn, or empty; file: one label a row, or
    /// empty. UsageError when the model knows no such class or n rows cannot be shared among all.
    Classes(const std::string& choice, const std::string& file, std::uint64_t n, std::size_t classes);

    /// Those of the next `count` rows; empty without classes.
    Labels next(std::size_t count);

private:
    Labels from_file(std::size_t count);

    std::uint64_t share_ = 0, row_ = 0;  // rows of a class; rows handed out
    std::size_t classes_;
    std::optional<int> one_;
    std::optional<npy::Reader> file_;
};

}  // namespace drift::cli
