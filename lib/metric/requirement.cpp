#include "metric/requirement.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/spec.hpp"

namespace drift::metric {
namespace {

// `w2` and `w2:pairs=20` are both named by w2.
bool named(const std::string& asked, const std::string& name) {
    return folded(asked) == folded(name) || folded(asked.substr(0, asked.find(':'))) == folded(name);
}

}  // namespace

Requirement::Requirement(const std::string& text, const std::vector<std::string>& metrics) : text_(text) {
    const std::size_t begin = text.find_first_of("<>");
    if (begin == std::string::npos || begin == 0)
        throw UsageError("expected a figure and its bound, as 'nll<1.2', found '", text, "'");
    relation_ = text.substr(begin, text.substr(begin + 1).starts_with('=') ? 2 : 1);
    bound_ = parse_number(text.substr(begin + relation_.size()), text);
    metric_ = text.substr(0, begin);
    constexpr std::string_view ratio = "/floor", difference = "-floor";
    if (metric_.ends_with(ratio)) of_ = Of::ratio;
    if (metric_.ends_with(difference)) of_ = Of::difference;
    if (of_ != Of::value) metric_.resize(metric_.size() - ratio.size());
    if (const std::size_t slash = metric_.find('/'); slash != std::string::npos)
        throw UsageError("expected '", metric_.substr(0, slash), "/floor', found '", text.substr(0, begin),
                         "'");
    for (const std::string& asked : metrics)
        if (named(asked, metric_)) return;
    throw UsageError(unknown("figure to require", metric_, metrics));
}

Real Requirement::subject(const Measurement& measurement) const {
    const Real value = measurement.estimate.value, floor = measurement.floor.value;
    if (of_ == Of::value) return value;
    if (std::isnan(floor)) throw UsageError("figure '", metric_, "' has no floor to compare with");
    if (of_ == Of::ratio && !(floor > 0))
        throw UsageError("the floor of '", metric_, "' is ", floor,
                         ", which cannot be counted in: require a difference, '", metric_, "-floor",
                         relation_, "...'");
    return of_ == Of::ratio ? value / floor : value - floor;
}

void Requirement::check(const std::vector<Measurement>& measurements) const {
    for (const Measurement& measurement : measurements) {
        if (!named(measurement.metric, metric_)) continue;
        const Real found = subject(measurement);
        const bool met = relation_ == "<"    ? found < bound_
                         : relation_ == "<=" ? found <= bound_
                         : relation_ == ">"  ? found > bound_
                                             : found >= bound_;
        if (!met) throw Unmet("required figure not met: '", text_, "', found ", found);
    }
}

}  // namespace drift::metric
