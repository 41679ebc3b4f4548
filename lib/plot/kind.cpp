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

Settings::Settings(const std::vector<KindOption>& options) {
    using Takes = KindOption::Takes;
    for (const KindOption& option : options) {
        if (option.takes == Takes::word) texts[option.name] = option.word_by_default;
        if (!option.by_default) continue;
        if (option.takes == Takes::count)
            counts[option.name] = static_cast<std::uint64_t>(*option.by_default);
        if (option.takes == Takes::number) numbers[option.name] = option.by_default;
    }
}

std::string Settings::text(const std::string& name) const { return found(texts, name); }
std::optional<std::size_t> Settings::count(const std::string& name) const { return found(counts, name); }
std::optional<Real> Settings::number(const std::string& name) const { return found(numbers, name); }
std::vector<Real> Settings::list(const std::string& name) const { return found(lists, name); }
bool Settings::flag(const std::string& name) const { return found(flags, name); }

}  // namespace drift::plot
