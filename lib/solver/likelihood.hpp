// The likelihood of a model: the change of volume along its probability flow.
#pragma once

#include "sampler/sampler.hpp"

namespace drift::solver {

/// How div u is found, u the velocity of the probability flow,
///     div u = (sigma' / sigma) d + (alpha' - alpha sigma' / sigma) tr J,   J = dE[x0 | x_t]/dx.
struct Divergence {
    /// 0: the trace itself, by d vector-Jacobian products. Else its estimate v^T J v for so many directions v
    /// of signs, one product each: Hutchinson (1990), Commun. Stat. Simul. Comput. 19. A row's signs are a
    /// function of seed and row.
    std::size_t probes = 0;
    std::uint64_t seed = 0;
};

/// Rows at the last time, (n, d), and the integral of div u on the way, (n, 1), or of its estimates, (n,
/// probes); model evaluations, summed over rows.
struct Transport {
    Rows end, divergence;
    std::uint64_t evaluations;
};

/// x (n, d) moved along the probability flow by a solver without noise, from the first of times to the last,
/// either way, with the integral of the divergence as further numbers of the rows. With times that rise from
/// data to noise,
///     log p_data(x) = log p_noise(end) + divergence.
/// Chen, Rubanova, Bettencourt, Duvenaud (2018), arXiv:1806.07366; Song et al. (2021), arXiv:2011.13456. A
/// row has the same bits alone and beside others. labels: (n), or empty.
Transport transport(const Model& model, const Solver& solver, const Vector& times, const Rows& x,
                    const Divergence& divergence, const Labels& labels, ThreadPool& pool);

/// log N(x; 0, sigma^2) of each row.
Vector log_normal(const Rows& x, Real sigma);

}  // namespace drift::solver
