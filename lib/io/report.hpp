// Facts about a run as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace drift {

using Fact = std::variant<std::string, double, std::uint64_t, std::vector<double>>;
using Facts = std::vector<std::pair<std::string, Fact>>;

/// Names and facts as one object in this order, on one line. A number that is not finite is null.
std::string json(const Facts& facts);

/// The same, a fact a line, as a file; `-` is standard output.
void write_report(const std::string& path, const Facts& facts);

}  // namespace drift
