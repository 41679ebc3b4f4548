// Observed orders of solvers, from starting values that are exact.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "sampler/runs.hpp"

namespace drift {

/// The exact path at all times, to about 1e-12: (n, times d).
inline Rows exact_path(const Model& model, const Vector& times, const Rows& x) {
    return moved(model, "dopri5:rtol=1e-13,atol=1e-14", times, x, true);
}

/// Point k of a path, (n, d).
inline Rows point_of(const Rows& path, std::size_t k, std::size_t d) {
    return xt::view(path, xt::all(), xt::range(k * d, (k + 1) * d));
}

/// From the first to the last of times, the first `known` steps ending on the exact path: what a multistep
/// method computes from exact starting values. x (n, d), path (n, times, d).
inline Rows with_exact_starts(const Model& model, const std::string& solver, const Vector& times, Rows x,
                              const Rows& path, std::size_t known) {
    const Given silent(x, 1);
    const auto denoise = model.denoiser(0, row_count(x), {});
    const Journey journey{model.schedule(), times, *denoise, silent, 0};
    const auto chosen = make_solver(solver, model.schedule());
    const auto stepper = chosen->begin(journey);
    for (std::size_t k = 0; k + 1 < times.size(); ++k) {
        stepper->step(x, k);
        if (k < known) x = point_of(path, k + 1, dimension(x));
    }
    return x;
}

/// sqrt(mean |x - y|^2) over rows.
inline Real error(const Rows& x, const Rows& y) {
    Real sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += std::pow(x.data()[i] - y.data()[i], 2);
    return std::sqrt(sum / static_cast<Real>(row_count(x)));
}

/// Uniform in lambda from -3 to 3, for the steps of a solver.
inline Vector lambda_grid(const Model& model, const std::string& solver, std::size_t steps) {
    const Schedule& schedule = model.schedule();
    return sampling_times("logsnr", *make_solver(solver, schedule), schedule, schedule.time(-3),
                          schedule.time(3), steps);
}

struct Nominal {
    std::string solver;
    std::size_t known;  // steps that end on the exact path
    Real order;
    std::size_t evaluations = 1;  // of a step, where --steps counts them
};

/// Orders observed from 160 to 320 to 640 steps on the ring, lambda from -3 to 3.
inline void check_orders(const std::vector<Nominal>& cases) {
    const MixtureModel model = ring8("vp-linear");
    const Rows start = reference("start/ring8.z");
    const Vector whole{model.schedule().time(-3), model.schedule().time(3)};
    const Rows end = point_of(exact_path(model, whole, start), 1, 2);
    for (const auto& [solver, known, order, evaluations] : cases) {
        std::vector<Real> errors;
        for (const std::size_t steps : {160, 320, 640}) {
            const Vector times = lambda_grid(model, solver, steps * evaluations);
            const Vector first = xt::view(times, xt::range(0, known + 1));
            const Rows path = known ? exact_path(model, first, start) : start;
            errors.push_back(error(with_exact_starts(model, solver, times, start, path, known), end));
        }
        const std::string tried_solver = solver;
        CAPTURE(tried_solver);
        CAPTURE(errors[0]);
        CAPTURE(errors[1]);
        CAPTURE(errors[2]);
        CHECK(std::log2(errors[0] / errors[1]) > order - 0.1);
        CHECK(std::log2(errors[1] / errors[2]) > order - 0.1);
    }
}

/// A solver's error on four Gaussians in the plane, lambda from -3 to 3, for which independent programs have
/// recorded it. The end point depends on the path by lambda alone when alpha^2 + sigma^2 = 1.
struct Crossing {
    MixtureModel model{four_gaussians(), schedule_of("vp-linear")};
    Rows start = rows({{1.3, -0.7}}), end = rows({{1.374226542915, -0.459550572127}});

    Rows reached(const std::string& solver, std::size_t steps) const {
        return moved(model, solver, lambda_grid(model, solver, steps), start);
    }

    Real error_of(const std::string& solver, std::size_t steps, std::size_t known) const {
        const Vector times = lambda_grid(model, solver, steps);
        const Rows path = exact_path(model, times, start);
        return error(with_exact_starts(model, solver, times, start, path, known), end);
    }
};

/// Three printed digits of an error; `end` above has 12 decimals, which the error cannot be finer than.
inline bool to_three_digits(Real found, Real printed) {
    return to_digits(found, printed, 3) || to_digits(found - 7e-13, printed, 3) ||
           to_digits(found + 7e-13, printed, 3);
}

}  // namespace drift
