#include "plot/kind.hpp"

namespace drift::plot {
namespace {

// The value of a name, or that of an empty one.
template <class Value>
Value found(const std::map<std::string, Value>& values, const std::string& name) {
    const auto at = values.find(name);
    return at == values.end() ? Value{} : at->second;
}

}  // namespace

std::string Settings::text(const std::string& name) const { return found(texts, name); }
std::vector<Real> Settings::list(const std::string& name) const { return found(numbers, name); }
bool Settings::flag(const std::string& name) const { return found(flags, name); }
std::size_t Settings::count(const std::string& name, std::size_t otherwise) const {
    return found(counts, name).value_or(otherwise);
}

}  // namespace drift::plot
