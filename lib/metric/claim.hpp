// Claims: numbers that the tutorials state or imply, computed by this library.
#pragma once

#include <string>
#include <vector>

#include "core/array.hpp"

namespace drift::metric {

struct Claim {
    std::string id;                      // `N11.2`, the second number of N11
    std::string says, equation, source;  // in words, as a formula, and where it is stated
    Real expected, tolerance;            // it holds when |computed - expected| <= tolerance
    Real (*compute)();

    bool holds(Real computed) const;  // not when it is NaN
};

/// All claims, in the order of the tutorials' sections.
const std::vector<Claim>& claims();

/// Those of ids between commas, or `all`; `N11` means N11.1, N11.2 and so on.
/// UsageError for an id that no claim has.
std::vector<Claim> claims_named(const std::string& ids);

/// One number of a claim that has several: where it is taken, what is expected, how it is computed.
struct Number {
    std::string where;
    Real expected, tolerance;
    Real (*compute)();
};

/// `id.1: says, where`, ... for all numbers of a claim.
std::vector<Claim> numbered(const std::string& id, const std::string& says, const std::string& equation,
                            const std::string& source, const std::vector<Number>& numbers);

}  // namespace drift::metric
