// The exact variance of what a stochastic solver makes of Gaussian data, without Monte Carlo.
#pragma once

#include <vector>

#include "exact/exact_model.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/sampler.hpp"

namespace drift::metric {

/// The draws that a solver asks for on its way; none when it is deterministic.
std::vector<Draw> draws_of(const Model& model, const Solver& solver, const TimeGrid& grid);

/// The model of one Gaussian, seen in the directions of its covariance, where its coordinates are
/// independent; a solver does there what it does elsewhere. UsageError for other data.
MixtureModel independent_gaussian(const ExactModel& model);

struct Variances {
    Vector reached, exact;  // (d): at the last time
    Real evaluations;       // of the model, a row
};

/// For data N(m, diag(c)), whose denoiser is linear, the last point is affine in the draws,
///     x = offset + a z_start + sum_k b_k z_k,   variance = a^2 (alpha^2 c / sigma^2 + 1) + sum_k b_k^2
/// of each coordinate, when x begins with its exact law. a and b_k are the answers to unit impulses, a row
/// each. draws: as draws_of has them.
Variances exact_variance(const MixtureModel& gaussian, const Solver& solver, const TimeGrid& grid,
                         const std::vector<Draw>& draws, ThreadPool& pool);

}  // namespace drift::metric
