// Facts about a run as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace drift::io {

using Fact = std::variant<std::string, double, std::uint64_t>;

/// Names and facts, one object in this order; `-` is standard output. A number that is not finite is null.
void write_report(const std::string& path, const std::vector<std::pair<std::string, Fact>>& facts);

}  // namespace drift::io
