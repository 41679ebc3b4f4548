// Couplings: joint laws of the two ends of a path, x0 at t = 0 and x1 at t = 1.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/parallel.hpp"
#include "core/registry.hpp"
#include "path/end.hpp"

namespace drift::path {

/// Some pairs, and the classes of x0 where that end is labelled.
struct Pairs {
    std::vector<float> x0, x1;  // (n, d)
    std::vector<int> labels;    // (n) or empty
};

/// The pairs of one batch. Safe to share.
class BatchPairs {
public:
    virtual ~BatchPairs() = default;

    /// Pairs first .. first + n of the batch.
    virtual void slice(std::size_t first, std::size_t n, Pairs& out) const = 0;
};

/// independent  x0 and x1 know nothing of each other
/// ot, sinkhorn  the rows of each batch are matched (path/matching.hpp)
class Coupling {
public:
    virtual ~Coupling() = default;

    /// The pairs of batch k = 1, 2, ...; a function of k and the batch's size alone. What takes the whole batch,
    /// as an assignment does, is done here before the batch is sliced, through the pool, and may be done for
    /// some batches ahead.
    virtual std::shared_ptr<const BatchPairs> pairs(std::uint64_t k, std::size_t batch, ThreadPool& pool) = 0;
};

using SharedEnd = std::shared_ptr<const End>;

/// The generator is for a coupling that draws, as one that samples a transport plan does.
using MakeCoupling = std::unique_ptr<Coupling> (*)(const Spec&, const SharedEnd& x0, const SharedEnd& x1,
                                                   const Random& random);
const Registry<MakeCoupling>& couplings();
std::unique_ptr<Coupling> make_coupling(const std::string& spec, const SharedEnd& x0, const SharedEnd& x1,
                                        const Random& random);

}  // namespace drift::path
