// Matchings: which rows of two sets make pairs, and the couplings that match the rows of a batch.
#pragma once

#include <memory>
#include <vector>

#include "core/registry.hpp"
#include "path/coupling.hpp"

namespace drift::path {

/// Pairs the rows of two whole sets. Safe to share.
class Matching {
public:
    virtual ~Matching() = default;

    /// The partner in x1 (m, d) of each row of x0 (n, d), whose classes are labels (n), or empty. first: the
    /// place of row 0 in the endless stream, for a matching that draws.
    virtual std::vector<std::size_t> partners(const Rows& x0, const Rows& x1, const Labels& labels,
                                              std::uint64_t first, ThreadPool& pool) const = 0;
};

using MakeMatching = std::unique_ptr<const Matching> (*)(const Spec&, const Random&);
const Registry<MakeMatching>& matchings();
std::unique_ptr<const Matching> make_matching(const std::string& spec, const Random& random);

/// The coupling that matches the rows of each batch: pair i has row (k - 1) batch + i of x0, with its class,
/// and its partner among those of x1 in the same places. Pooladian et al. (2023), arXiv:2304.14772; Tong et
/// al. (2024), arXiv:2302.00482.
std::unique_ptr<Coupling> coupling_of(std::unique_ptr<const Matching> matching, const SharedEnd& x0,
                                      const SharedEnd& x1);

}  // namespace drift::path
