#include "metric/claim.hpp"

#include <cmath>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "metric/claims/sections.hpp"

namespace drift::metric {

bool Claim::holds(Real computed) const { return std::abs(computed - expected) <= tolerance; }

std::vector<Claim> numbered(const std::string& id, const std::string& says, const std::string& equation,
                            const std::string& source, const std::vector<Number>& numbers) {
    std::vector<Claim> all;
    for (const Number& number : numbers)
        all.push_back({.id = concat(id, ".", all.size() + 1),
                       .says = number.where.empty() ? says : concat(says, "; ", number.where),
                       .equation = equation,
                       .source = source,
                       .expected = number.expected,
                       .tolerance = number.tolerance,
                       .compute = number.compute});
    return all;
}

const std::vector<Claim>& claims() {
    static const std::vector<Claim> all = [] {
        std::vector<Claim> list;
        for (const auto section : claim_sections)
            for (Claim& claim : section()) list.push_back(std::move(claim));
        return list;
    }();
    return all;
}

std::vector<Claim> claims_named(const std::string& ids) {
    if (folded(ids) == "all") return claims();
    std::vector<Claim> found;
    for (const std::string& id : split(ids, ',')) {
        const std::size_t before = found.size();
        std::vector<std::string> known;
        for (const Claim& claim : claims()) {
            const std::string group = claim.id.substr(0, claim.id.find('.'));
            if (known.empty() || known.back() != group) known.push_back(group);
            if (folded(claim.id) == folded(id) || folded(group) == folded(id)) found.push_back(claim);
        }
        if (found.size() == before) throw UsageError(unknown("claim", id, known));
    }
    return found;
}

}  // namespace drift::metric
