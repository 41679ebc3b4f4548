#include "ode/dopri5.hpp"

#include <algorithm>
#include <cmath>

namespace drift::ode {
namespace {

constexpr Real c[] = {0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1};
constexpr Real a[][7] = {
    {},
    {1. / 5},
    {3. / 40, 9. / 40},
    {44. / 45, -56. / 15, 32. / 9},
    {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
    {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
    {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}};  // the step of order 5
constexpr Real difference[] = {71. / 57600,      0,         -71. / 16695, 71. / 1920,
                               -17253. / 339200, 22. / 525, -1. / 40};  // of orders 5 and 4

// The root mean square over the d coordinates of a row of error / (absolute + relative size).
template <class Error, class Size>
Real norm(const Tolerance& tolerance, std::size_t d, Error error, Size size) {
    Real sum = 0;
    for (std::size_t j = 0; j < d; ++j)
        sum += std::pow(error(j) / (tolerance.absolute + tolerance.relative * size(j)), 2);
    return std::sqrt(sum / static_cast<Real>(d));
}

}  // namespace

Dopri5::Dopri5(Field& u, Tolerance tolerance, Real t, Real end, std::uint64_t first)
    : u_(u), tolerance_(tolerance), begin_(t), length_(end - t), way_(length_ < 0 ? -1 : 1), first_(first) {}

void Dopri5::advance(Rows& x, Real s) {
    const std::size_t n = row_count(x);
    if (evaluations_ == 0) start(x);
    while (std::any_of(t_.begin(), t_.end(), [&](Real t) { return left(t, s) > 0; })) {
        for (std::size_t i = 0; i < n; ++i) h_(i) = std::min(wanted_(i), left(t_(i), s));
        take_stages(x);
        for (std::size_t i = 0; i < n; ++i)
            if (left(t_(i), s) > 0) judge(x, i, s);
    }
}

// u at the first time, and steps whose second difference is about a hundredth of the tolerance.
void Dopri5::start(const Rows& x) {
    const std::size_t n = row_count(x), d = dimension(x);
    t_ = Vector({n}, begin_);
    wanted_ = h_ = Vector({n}, 0.0);
    refused_.assign(n, false);
    k_[0] = velocity(x, t_);
    Vector slope({n}, 0.0), t = t_;
    Rows y = x;
    for (std::size_t i = 0; i < n; ++i) {
        const auto size = [&](std::size_t j) { return std::abs(x(i, j)); };
        const auto place_of = [&](std::size_t j) { return x(i, j); };
        const auto slope_of = [&](std::size_t j) { return k_[0](i, j); };
        const Real place = norm(tolerance_, d, place_of, size);
        slope(i) = norm(tolerance_, d, slope_of, size);
        if (!std::isfinite(place)) throw Diverged("row ", first_ + i, " is not finite at its start");
        if (!std::isfinite(slope(i)))
            throw Diverged("row ", first_ + i, " has no finite velocity at its start, t = ", begin_);
        h_(i) = place < 1e-5 || slope(i) < 1e-5 ? 1e-6 : 0.01 * place / slope(i);
        h_(i) = std::min(h_(i), std::abs(length_));
        t(i) += way_ * h_(i);
        for (std::size_t j = 0; j < d; ++j) y(i, j) += way_ * h_(i) * k_[0](i, j);
    }
    const Rows next = velocity(y, t);
    for (std::size_t i = 0; i < n; ++i) {
        const auto size = [&](std::size_t j) { return std::abs(x(i, j)); };
        const auto change = [&](std::size_t j) { return next(i, j) - k_[0](i, j); };
        const Real bend = norm(tolerance_, d, change, size) / h_(i), most = std::max(slope(i), bend);
        const Real step = most <= 1e-15 ? std::max(1e-6, h_(i) * 1e-3) : std::pow(0.01 / most, 0.2);
        wanted_(i) = std::min(100 * h_(i), step);
    }
}

// From k_[0], which is the last stage of the step before.
void Dopri5::take_stages(const Rows& x) {
    const std::size_t n = row_count(x), d = dimension(x);
    Vector t = t_;
    for (std::size_t stage = 1; stage < stages; ++stage) {
        y_ = x;
        for (std::size_t i = 0; i < n; ++i) {
            t(i) = t_(i) + way_ * c[stage] * h_(i);
            for (std::size_t before = 0; before < stage; ++before)
                for (std::size_t j = 0; j < d; ++j)
                    y_(i, j) += way_ * h_(i) * a[stage][before] * k_[before](i, j);
        }
        k_[stage] = velocity(y_, t);
    }
}

// Takes row i's step, or shortens it.
void Dopri5::judge(Rows& x, std::size_t i, Real s) {
    const std::size_t d = dimension(x);
    const auto size = [&](std::size_t j) { return std::max(std::abs(x(i, j)), std::abs(y_(i, j))); };
    const auto local = [&](std::size_t j) {
        Real sum = 0;
        for (std::size_t stage = 0; stage < stages; ++stage) sum += difference[stage] * k_[stage](i, j);
        return h_(i) * sum;
    };
    const Real error = norm(tolerance_, d, local, size);
    const bool taken = error <= 1;  // not when it is no number
    const Real most = refused_[i] ? 1 : 10;
    const Real factor = std::isfinite(error) ? std::clamp(0.9 * std::pow(error, -0.2), 0.2, most) : 0.2;
    if (taken) {
        const bool whole = h_(i) == wanted_(i);
        const Real next = t_(i) + way_ * h_(i);
        t_(i) = whole && left(next, s) > 0 ? next : s;
        for (std::size_t j = 0; j < d; ++j) {
            x(i, j) = y_(i, j);
            k_[0](i, j) = k_[stages - 1](i, j);
        }
        wanted_(i) = whole ? h_(i) * factor : std::max(wanted_(i), h_(i) * factor);
    } else {
        wanted_(i) = h_(i) * std::min(factor, 1.0);
    }
    refused_[i] = !taken;
    if (!taken && t_(i) + way_ * wanted_(i) / 16 == t_(i))
        throw Diverged("row ", first_ + i, " needs steps below ", wanted_(i), " at t = ", t_(i),
                       ": dopri5 cannot meet rtol ", tolerance_.relative, " and atol ", tolerance_.absolute);
}

}  // namespace drift::ode
