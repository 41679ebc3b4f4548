// Logs: one JSON object a line, each written whole as it happens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "io/file.hpp"

namespace drift::io {

/// Names and values of a line, in order. A number that is not finite is written as null.
using LogLine = std::vector<std::pair<std::string, std::variant<std::uint64_t, double, std::vector<double>>>>;

/// A log of steps; `-` is standard output. Each line has a whole number `step`.
class Log {
public:
    /// A new log in the place of an old one, or, to go on after a step, the old one
    /// without the lines behind that step.
    Log(const std::string& path, std::optional<std::uint64_t> after);

    /// Appended at once, so that whoever reads the file meanwhile sees whole lines.
    void write(const LogLine& facts);

private:
    void forget_behind(std::uint64_t step);

    std::string name_;
    Descriptor file_;
};

}  // namespace drift::io
