// Entropic optimal transport: the plan with the least cost plus epsilon times its relative entropy.
#pragma once

#include <span>
#include <vector>

#include "core/array.hpp"
#include "core/parallel.hpp"

namespace drift::transport {

struct SinkhornSettings {
    Real epsilon;                // in the unit of the cost, squared lengths; above 0
    Real tolerance = 1e-6;       // how far the plan's row sums may be off, sum_i |n P_i - 1| / n
    std::size_t most = 100'000;  // rounds
};

/// The plan between rows a (n, d) and b (m, d), each row of a set weighing the same:
///     P_ij = exp((f_i + g_j - |a_i - b_j|^2) / epsilon) / (n m).
/// Cuturi (2013), arXiv:1306.0895, in the log domain with epsilon falling to its end by halves: Schmitzer (2019),
/// arXiv:1610.06519.
class EntropicPlan {
public:
    /// Error when the tolerance is not reached.
    EntropicPlan(const Rows& a, const Rows& b, const SinkhornSettings& settings, ThreadPool& pool);

    const Vector& f() const { return f_; }  // (n)
    const Vector& g() const { return g_; }  // (m)

    /// n P_i: what of row i goes to each row of b; out (m), its sum is 1.
    void shares(std::size_t i, std::span<Real> out) const;

    /// sum_ij P_ij |a_i - b_j|^2.
    Real cost() const;

private:
    Rows a_, b_, a_across_, b_across_;  // rows, and their coordinates side by side
    Rows matrix_, matrix_across_;       // the costs, where rows have many coordinates
    Real epsilon_;
    Vector f_, g_;
};

}  // namespace drift::transport
