// A field with its divergence: how the volume about a point changes along the flow.
#pragma once

#include <algorithm>
#include <cstdint>

#include "ode/field.hpp"

namespace drift::ode {

/// How div u = tr J, J = du/dx, is found.
struct Divergence {
    /// 0: the trace itself, by d vector-Jacobian products. Otherwise estimates w^T J w for so many rows w of
    /// random signs, one product each, without bias: Hutchinson (1990), Commun. Stat. Simul. Comput. 19. A
    /// row's signs are a function of seed and row.
    std::size_t probes = 0;
    std::uint64_t seed = 0;

    /// The numbers it adds to a row: the trace, or its estimates.
    std::size_t columns() const { return std::max<std::size_t>(probes, 1); }
};

/// The field d(x, l)/dt = (u, div u) on rows (x, l), (n, d + columns). From one time to another
///     log p(x at the first) = log p(x at the last) + (l at the last - l at the first).
/// Chen, Rubanova, Bettencourt, Duvenaud (2018), arXiv:1806.07366; Song et al. (2021), arXiv:2011.13456.
class WithDivergence final : public Field {
public:
    /// first: the place of the slice's first row in the endless stream of rows. u outlives it.
    WithDivergence(Field& u, const Divergence& divergence, std::uint64_t first)
        : u_(u), divergence_(divergence), first_(first) {}

    Rows operator()(const Rows& longer, const Vector& t) override;
    std::uint64_t evaluations() const override { return u_.evaluations(); }

    /// x with l = 0: (n, d) to (n, d + columns).
    Rows start(const Rows& x) const;

    /// The two parts of a row: x (n, d) and l (n, columns).
    Rows points(const Rows& longer) const;
    Rows integrals(const Rows& longer) const;

private:
    Field& u_;
    Divergence divergence_;
    std::uint64_t first_;
    std::vector<Rows> directions_, products_;  // w and w^T J of each; made at the first call
};

}  // namespace drift::ode
