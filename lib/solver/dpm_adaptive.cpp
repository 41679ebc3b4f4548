// DPM-Solver-12 and -23: two orders at once, whose difference controls the step of each row. With low and high
// the points of orders order - 1 and order after a step h in lambda, and delta = max(atol, rtol max(|low|, |low at
// the last step|)),
//     E = sqrt(mean ((high - low) / delta)^2)   over the row's numbers,
// x becomes high when E <= 1, and the next h is 0.9 h E^(-1/order), or what is left. h begins at 0.05. Towards
// noise h is negative. Every time of the grid is met; one interval leaves all steps to the control. Each row has
// its own h; the rows of a slice are evaluated together until the last has arrived. Lu et al. (2022),
// arXiv:2206.00927, appendix C; their E is the largest of the batch.
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/error.hpp"
#include "solver/exponential.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

constexpr Real safety = 0.9, first_h = 0.05, least_h = 1e-8;

using Places = std::vector<Scales>;  // (n), where each row is

struct Tolerance {
    Real absolute, relative;
};

// The model's eps, each row at its own time.
Rows noise_at(const Slice& slice, const Rows& x, const Places& at) {
    Vector t({at.size()}, 0.0), alpha = t, sigma = t;
    for (std::size_t i = 0; i < at.size(); ++i) {
        t(i) = at[i].t;
        alpha(i) = at[i].alpha;
        sigma(i) = at[i].sigma;
    }
    const Rows x0_hat = slice.denoise(x, t);
    return (x - column(alpha) * x0_hat) / column(sigma);
}

// second_order() for rows from t to s; order 1 when m_1 is m. A row that is at s stays.
Rows advanced(const Rows& x, const Places& t, const Places& s, const Rows& m, const Rows& m_1, Real r,
              Correction correction) {
    Rows x_s = x;
    for (std::size_t i = 0; i < row_count(x); ++i) {
        if (s[i].lambda == t[i].lambda) continue;
        const ExponentialStep step(Prediction::eps, t[i], s[i]);
        const Real weight = slope_weight(step, correction) / r;
        for (std::size_t j = 0; j < dimension(x); ++j)
            x_s(i, j) =
                step.keep * x(i, j) - step.scale * (step.phi[0] * m(i, j) + weight * (m_1(i, j) - m(i, j)));
    }
    return x_s;
}

class Adaptive {
public:
    Adaptive(const Slice& slice, std::size_t order, Tolerance tolerance)
        : slice_(slice), order_(order), tolerance_(tolerance) {}

    void operator()(Rows& x, const Interval& interval) {
        const std::size_t n = row_count(x);
        if (interval.k == 0) {
            last_ = x;
            h_.assign(n, first_h);
        }
        const Scales& end = interval.s;
        Places t(n, interval.t);
        while (std::any_of(t.begin(), t.end(), [&](const Scales& at) { return at.lambda != end.lambda; })) {
            const Places s = along(t, end, 1);
            const Pair pair = attempt(x, t, s, end);
            for (std::size_t i = 0; i < n; ++i)
                if (t[i].lambda != end.lambda) judge(i, pair, x, t[i], s[i], end);
        }
    }

private:
    struct Pair {
        Rows low, high;  // the points of orders order - 1 and order
    };

    // Each row after a part of its step.
    Places along(const Places& t, const Scales& end, Real part) const {
        Places s = t;
        for (std::size_t i = 0; i < t.size(); ++i) {
            const Real left = end.lambda - t[i].lambda,
                       h = std::copysign(std::min(h_[i], std::abs(left)), left);
            const bool arrives = h == left && part == 1;
            s[i] = arrives ? end : slice_.schedule.at(slice_.schedule.time(t[i].lambda + part * h));
        }
        return s;
    }

    Pair attempt(const Rows& x, const Places& t, const Places& s, const Scales& end) const {
        const Real third = 1.0 / 3;
        const Rows m = noise_at(slice_, x, t);
        const Places inner = along(t, end, order_ == 2 ? 0.5 : third);
        const Rows m_1 = noise_at(slice_, advanced(x, t, inner, m, m, 1, Correction::dpm), inner);
        if (order_ == 2)
            return {advanced(x, t, s, m, m, 1, Correction::dpm),
                    advanced(x, t, s, m, m_1, 0.5, Correction::dpm)};
        const Places outer = along(t, end, 2 * third);
        const Rows m_2 = noise_at(slice_, advanced(x, t, outer, m, m_1, 0.5, Correction::taylor), outer);
        return {advanced(x, t, s, m, m_1, third, Correction::dpm),
                advanced(x, t, s, m, m_2, 2 * third, Correction::taylor)};
    }

    // Takes or refuses the step of row i, and chooses its next one.
    void judge(std::size_t i, const Pair& pair, Rows& x, Scales& t, const Scales& s, const Scales& end) {
        const Real error = error_of(i, pair), h = std::abs(s.lambda - t.lambda);
        if (!(error > 1)) {
            for (std::size_t j = 0; j < dimension(x); ++j) {
                x(i, j) = pair.high(i, j);
                last_(i, j) = pair.low(i, j);
            }
            t = std::isfinite(error) ? s : end;  // what is not finite is reported there
        }
        if (!std::isfinite(error)) return;
        h_[i] = safety * h * std::pow(error, -1 / static_cast<Real>(order_));
        if (h_[i] < least_h)
            throw Diverged("row ", slice_.first + i, " needs steps in ln(alpha / sigma) below ", least_h,
                           " at t = ", t.t, ": raise atol and rtol");
    }

    Real error_of(std::size_t i, const Pair& pair) const {
        Real sum = 0;
        for (std::size_t j = 0; j < dimension(last_); ++j) {
            const Real low = std::abs(pair.low(i, j)), last = std::abs(last_(i, j));
            const Real delta = std::max(tolerance_.absolute, tolerance_.relative * std::max(low, last));
            const Real part = (pair.high(i, j) - pair.low(i, j)) / delta;
            sum += part * part;
        }
        return std::sqrt(sum / static_cast<Real>(dimension(last_)));
    }

    const Slice& slice_;
    std::size_t order_;
    Tolerance tolerance_;
    Rows last_;            // low of the last step that was taken
    std::vector<Real> h_;  // (n), what each row tries next
};

}  // namespace

Registered<MakeSolver> dpm_adaptive(std::size_t order) {
    return {{concat("dpm-", order - 1, order),
             {{"atol", "0.0078", "absolute tolerance of a step"}, {"rtol", "0.05", "relative tolerance"}},
             concat("order ", order, ", adaptive row by row between the times of the grid (best in 1 step), ",
                    order, " evaluations a try"),
             "Lu et al. (2022), arXiv:2206.00927"},
            [order](const Spec& spec, const Schedule&) {
                const Tolerance tolerance{spec.number("atol", 1e-10, 1e6), spec.number("rtol", 0, 1)};
                Solver solver;
                solver.domain = {Begin::finite_lambda, End::finite_lambda};
                solver.steps = 1;
                solver.memory = Memory::step_sizes;
                solver.begin = [=](const Slice& slice) -> Step { return Adaptive(slice, order, tolerance); };
                return solver;
            }};
}

}  // namespace drift::solver
