// Logs: one JSON object a line, each written whole as it happens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "io/file.hpp"
#include "io/report.hpp"

namespace drift {

/// A log of steps; `-` is standard output. Each line has a whole number `step`.
class Log {
public:
    /// A new log in the place of an old one, or, to go on after a step, the old one without the lines behind
    /// that step.
    Log(const std::string& path, std::optional<std::uint64_t> after);

    /// Appended at once, so that whoever reads the file meanwhile sees whole lines.
    void write(const Facts& facts);

private:
    void forget_behind(std::uint64_t step);

    std::string name_;
    Descriptor file_;
};

}  // namespace drift
