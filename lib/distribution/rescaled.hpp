// A law in other units.
#pragma once

#include <memory>
#include <vector>

#include "distribution/distribution.hpp"

namespace drift::distribution {

/// y = (x - shift) / scale of the draws x of a law, whose density is p(x) scale^d.
class Rescaled final : public Distribution {
public:
    /// shift (d); scale > 0.
    Rescaled(std::shared_ptr<const Distribution> law, std::vector<Real> shift, Real scale);

    Rows draw(const Random& random, std::uint64_t first, std::size_t n, Labels* classes) const override;
    Rows draw_given(const Random& random, std::uint64_t first, const Labels& labels) const override;
    std::optional<Vector> log_density(const Rows& y) const override;

private:
    Rows moved(Rows x) const;

    std::shared_ptr<const Distribution> law_;
    std::vector<Real> shift_;
    Real scale_;
};

}  // namespace drift::distribution
