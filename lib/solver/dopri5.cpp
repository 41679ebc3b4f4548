// Dormand and Prince's pair of orders 5 and 4 on the probability flow in t, each row with steps of its own. The
// error of a row's step is the root mean square over its coordinates of
//     (x of order 5 - x of order 4) / (atol + rtol max(|x before|, |x after|));
// up to 1 the step is taken with order 5 and the next is 0.9 error^(-1/5) as long, within 0.2 and 10, and
// after a refusal no longer; above 1 it is tried again, shorter. 6 evaluations a step and one at the start.
// Steps end at the times of the grid, which may also rise, from data to noise. A row never depends on
// another one; those that are done wait for the slice's last and are evaluated with it. Diverged when a step
// is too short to move t. Dormand, Prince (1980), J. Comput. Appl. Math. 6; the first step as in Hairer,
// Norsett, Wanner (1993), Solving Ordinary Differential Equations I, section II.4.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/error.hpp"
#include "solver/probability_flow.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

constexpr std::size_t stages = 7;
constexpr std::array<Real, stages> c{0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1};
constexpr Real a[stages][stages] = {
    {},
    {1. / 5},
    {3. / 40, 9. / 40},
    {44. / 45, -56. / 15, 32. / 9},
    {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
    {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
    {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}};  // the step of order 5
constexpr std::array<Real, stages> difference{71. / 57600,      0,         -71. / 16695, 71. / 1920,
                                              -17253. / 339200, 22. / 525, -1. / 40};  // of orders 5 and 4

struct Tolerance {
    Real relative, absolute;

    // The root mean square over the d coordinates of a row of error / (absolute + relative size).
    template <class Error, class Size>
    Real norm(std::size_t d, Error error, Size size) const {
        Real sum = 0;
        for (std::size_t j = 0; j < d; ++j) sum += std::pow(error(j) / (absolute + relative * size(j)), 2);
        return std::sqrt(sum / static_cast<Real>(d));
    }
};

class Dopri5 {
public:
    Dopri5(const Slice& slice, Tolerance tolerance)
        : slice_(slice),
          tolerance_(tolerance),
          length_(slice.grid.last().t - slice.grid.first().t),
          way_(length_ < 0 ? -1 : 1) {}

    void operator()(Rows& x, const Interval& interval) {
        const std::size_t n = row_count(x);
        const Real s = interval.s.t;
        if (interval.k == 0) start(x);
        while (std::any_of(t_.begin(), t_.end(), [&](Real t) { return left(t, s) > 0; })) {
            for (std::size_t i = 0; i < n; ++i) h_(i) = std::min(wanted_(i), left(t_(i), s));
            take_stages(x);
            for (std::size_t i = 0; i < n; ++i)
                if (left(t_(i), s) > 0) judge(x, i, s);
        }
    }

private:
    Real left(Real t, Real s) const { return way_ * (s - t); }

    // Velocities at the first time, and steps whose second difference is about a hundredth of the tolerance.
    void start(const Rows& x) {
        const std::size_t n = row_count(x), d = dimension(x);
        t_ = Vector({n}, slice_.grid.first().t);
        wanted_ = h_ = Vector({n}, 0.0);
        refused_.assign(n, false);
        u_[0] = velocity(slice_, x, t_);
        Vector slope({n}, 0.0), t = t_;
        Rows y = x;
        for (std::size_t i = 0; i < n; ++i) {
            const auto size = [&](std::size_t j) { return std::abs(x(i, j)); };
            const Real place = tolerance_.norm(
                d, [&](std::size_t j) { return x(i, j); }, size);
            slope(i) = tolerance_.norm(
                d, [&](std::size_t j) { return u_[0](i, j); }, size);
            h_(i) = place < 1e-5 || slope(i) < 1e-5 ? 1e-6 : 0.01 * place / slope(i);
            h_(i) = std::min(h_(i), std::abs(length_));
            t(i) += way_ * h_(i);
            for (std::size_t j = 0; j < d; ++j) y(i, j) += way_ * h_(i) * u_[0](i, j);
        }
        const Rows next = velocity(slice_, y, t);
        for (std::size_t i = 0; i < n; ++i) {
            const auto size = [&](std::size_t j) { return std::abs(x(i, j)); };
            const auto change = [&](std::size_t j) { return next(i, j) - u_[0](i, j); };
            const Real bend = tolerance_.norm(d, change, size) / h_(i), most = std::max(slope(i), bend);
            const Real step = most <= 1e-15 ? std::max(1e-6, h_(i) * 1e-3) : std::pow(0.01 / most, 0.2);
            wanted_(i) = std::min(100 * h_(i), step);
        }
    }

    // From u_[0], which is there: the last accepted stage of the step before.
    void take_stages(const Rows& x) {
        const std::size_t n = row_count(x), d = dimension(x);
        Vector t = t_;
        for (std::size_t stage = 1; stage < stages; ++stage) {
            y_ = x;
            for (std::size_t i = 0; i < n; ++i) {
                t(i) = t_(i) + way_ * c[stage] * h_(i);
                for (std::size_t before = 0; before < stage; ++before)
                    for (std::size_t j = 0; j < d; ++j)
                        y_(i, j) += way_ * h_(i) * a[stage][before] * u_[before](i, j);
            }
            u_[stage] = velocity(slice_, y_, t);
        }
    }

    // Takes row i's step, or shortens it.
    void judge(Rows& x, std::size_t i, Real s) {
        const std::size_t d = dimension(x);
        const auto size = [&](std::size_t j) { return std::max(std::abs(x(i, j)), std::abs(y_(i, j))); };
        const auto local = [&](std::size_t j) {
            Real sum = 0;
            for (std::size_t stage = 0; stage < stages; ++stage) sum += difference[stage] * u_[stage](i, j);
            return h_(i) * sum;
        };
        const Real error = tolerance_.norm(d, local, size);
        const bool taken = error <= 1;  // not when it is no number
        const Real most = refused_[i] ? 1 : 10;
        const Real factor = std::isfinite(error) ? std::clamp(0.9 * std::pow(error, -0.2), 0.2, most) : 0.2;
        if (taken) {
            const bool whole = h_(i) == wanted_(i);
            const Real next = t_(i) + way_ * h_(i);
            t_(i) = whole && left(next, s) > 0 ? next : s;
            for (std::size_t j = 0; j < d; ++j) {
                x(i, j) = y_(i, j);
                u_[0](i, j) = u_[stages - 1](i, j);
            }
            wanted_(i) = whole ? h_(i) * factor : std::max(wanted_(i), h_(i) * factor);
        } else {
            wanted_(i) = h_(i) * std::min(factor, 1.0);
        }
        refused_[i] = !taken;
        if (!taken && t_(i) + way_ * wanted_(i) / 16 == t_(i))
            throw Diverged("row ", slice_.first + i, " needs steps below ", wanted_(i), " at t = ", t_(i),
                           ": dopri5 cannot meet rtol ", tolerance_.relative, " and atol ",
                           tolerance_.absolute);
    }

    const Slice& slice_;
    Tolerance tolerance_;
    Real length_, way_;           // of the journey in t, and its sign: -1 down to data
    Vector t_, h_, wanted_;       // (n): each row's time, its step now and the one that the control wants
    std::vector<bool> refused_;   // (n): the last step
    std::array<Rows, stages> u_;  // the velocities at the stages
    Rows y_;                      // x at the last stage, which is the step of order 5
};

}  // namespace

Registered<MakeSolver> dopri5() {
    return {
        {"dopri5",
         {{"rtol", "1e-6", "error of a step relative to x"}, {"atol", "1e-6", "absolute error of a step"}},
         "order 5, 6 evaluations a step, steps of its own; Dormand, Prince (1980)"},
        [](const Spec& spec, const Schedule&) {
            const Tolerance tolerance{spec.number("rtol", 1e-15, 1), spec.number("atol", 1e-15, 1)};
            Solver solver;
            solver.domain = {.end = End::sigma, .t_min = early};
            solver.begin = [tolerance](const Slice& slice) -> Step { return Dopri5(slice, tolerance); };
            return solver;
        }};
}

}  // namespace drift::solver
