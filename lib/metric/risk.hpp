// The risk of a model: what its predictions lose against the best possible ones, level by level.
#pragma once

#include <optional>
#include <vector>

#include "core/parallel.hpp"
#include "exact/exact_model.hpp"
#include "metric/mean.hpp"
#include "model/standardization.hpp"

namespace drift::metric {

struct RiskSettings {
    std::uint64_t rows = 4096, levels = 32, seed = 0;
    std::optional<Real> t_max;  // the schedule's last time with a finite lambda when not said
    std::optional<Real> t_min;  // sigma / alpha of 1e-3 of the data's spread when not said
};

/// One level of noise. The loss E|x0_hat - x0|^2 / d of the model is the least possible one, that of the
/// oracle, and an excess, E|x0_hat - oracle|^2 / d exactly: averages over rows.
struct NoiseLevel {
    Real ratio, t;  // sigma / alpha, and when
    Mean least, excess;

    Real loss() const { return least.value() + excess.value(); }
};

struct Risk {
    std::vector<NoiseLevel> levels;  // from noise to data, equally far in ln(sigma / alpha)
    Mean loss, least, excess;        // averages over rows of the averages over levels
    Mean kl;                         // nats: see below
};

/// The risk of a model against an exact one of the same schedule and units, on rows that the exact one draws.
/// With e^2(r) = E|x0_hat - oracle|^2 at r = sigma / alpha, of x / alpha = x0 + r eps,
///     KL(data || model) <= integral of e^2 r^-3 dr = integral of e^2 r^-2 d ln r
/// over all r, with equality when the model is exact for another density, and over r_1 < r < r_2 the same for
/// KL at r_1 less KL at r_2: by the trapezoidal rule on the levels. Kadkhodaie, Guth, Simoncelli, Mallat
/// (2023), arXiv:2310.02557, eq. 5.
Risk excess_risk(const Model& model, const ExactModel& oracle, const RiskSettings& settings,
                 ThreadPool& pool);

}  // namespace drift::metric
