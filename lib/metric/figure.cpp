// How a requirement is read and checked.
#include "metric/figure.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/spec.hpp"

namespace drift::metric {

Requirement::Requirement(const std::string& text, const std::vector<std::string>& figures) : text_(text) {
    const std::size_t begin = text.find_first_of("<>");
    if (begin == std::string::npos || begin == 0)
        throw UsageError("expected a figure and its bound, as 'nll<1.2', found '", text, "'");
    relation_ = text.substr(begin, text.substr(begin + 1).starts_with('=') ? 2 : 1);
    bound_ = parse_number(text.substr(begin + relation_.size()), "--require");
    metric_ = text.substr(0, text.find_first_of("/<>"));
    const std::string part = text.substr(metric_.size(), begin - metric_.size());
    of_floor_ = part == "/floor";
    if (!part.empty() && !of_floor_)
        throw UsageError("expected '", metric_, "/floor', found '", text.substr(0, begin), "'");
    if (std::find(figures.begin(), figures.end(), metric_) == figures.end())
        throw UsageError(unknown("figure to require", metric_, figures));
}

void Requirement::check(const std::vector<Figure>& figures) const {
    for (const Figure& figure : figures) {
        if (figure.metric != metric_) continue;
        if (of_floor_ && std::isnan(figure.floor))
            throw UsageError("figure '", metric_, "' has no floor to compare with");
        const Real value = of_floor_ ? figure.value / figure.floor : figure.value;
        const bool met = relation_ == "<"    ? value < bound_
                         : relation_ == "<=" ? value <= bound_
                         : relation_ == ">"  ? value > bound_
                                             : value >= bound_;
        if (!met) throw Unmet("required figure not met: '", text_, "', found ", value);
    }
}

}  // namespace drift::metric
