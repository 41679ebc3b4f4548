// Which class each row is asked for: one for all, one block of rows a class, or as a file says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/array.hpp"
#include "io/npy.hpp"
#include "model/denoiser.hpp"

namespace drift::cli {

/// The classes of n rows, handed out in order.
class LabelStream {
public:
    /// choice: a class, `all` for as many rows of each class that the model was trained on, in turn, or empty; file: one
    /// label per row, or empty. UsageError when the model knows no such class, n rows cannot be shared among all, or the
    /// file has another number of labels.
    LabelStream(const std::string& choice, const std::string& file, std::uint64_t n, const ModelFacts& facts);

    /// Those of the next `count` rows; empty without classes.
    Labels next(std::size_t count);

    /// Error when the file has labels left.
    void expect_end();

    bool any() const { return file_ || !of_.empty(); }

private:
    std::uint64_t share_ = 0, row_ = 0;  // rows of a class; rows handed out
    ModelFacts facts_;
    Labels of_;  // the classes that take turns
    std::optional<npy::Reader> file_;

    Labels from_file(std::size_t count);
};

}  // namespace drift::cli
