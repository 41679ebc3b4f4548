// Beta sequences, and the piecewise linear log alpha through their chain.
#include "path/discrete.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "core/error.hpp"
#include "path/variance_preserving.hpp"

namespace drift::path {
namespace {

// At a knot the slopes are those of the side of the data.
class Discrete final : public Schedule {
public:
    Discrete(const std::string& spec, const std::vector<Real>& betas) : Schedule(spec), log_alpha_{0.0} {
        for (const Real beta : betas) log_alpha_.push_back(log_alpha_.back() + std::log1p(-beta) / 2);
    }

    Scales at(Real t) const override {
        const auto n = static_cast<Real>(log_alpha_.size() - 1);
        const auto k =
            static_cast<std::size_t>(std::clamp(std::ceil(t * n), 1.0, n));  // t is in ((k-1)/n, k/n]
        const Real step = log_alpha_[k] - log_alpha_[k - 1];
        const Real part = t * n - static_cast<Real>(k - 1);
        return variance_preserving(t, log_alpha_[k - 1] + part * step, n * step);
    }

private:
    Real inverse(Real lambda) const override {
        const Real log_alpha = -attenuation(lambda) / 2;
        const auto after =
            std::lower_bound(log_alpha_.begin() + 1, log_alpha_.end() - 1, log_alpha, std::greater<>());
        const Real before = *(after - 1), part = (log_alpha - before) / (*after - before);
        return (static_cast<Real>(after - 1 - log_alpha_.begin()) + part) /
               static_cast<Real>(log_alpha_.size() - 1);
    }

    std::vector<Real> log_alpha_;  // (n + 1), at t = k / n
};

Real square(Real x) { return x * x; }
Real ramp(Real from, Real to, Real share) { return from + (to - from) * share; }
Real abar(Real t) { return square(std::cos((t + 0.008) / 1.008 * std::numbers::pi / 2)); }

// linear         1e-4 .. 0.02 in equal steps                        Ho, Jain, Abbeel (2020), arXiv:2006.11239
// scaled-linear  sqrt(beta) in equal steps, 0.00085 .. 0.012        Rombach et al. (2022), arXiv:2112.10752
// quadratic      sqrt(beta) in equal steps, 1e-4 .. 0.02            Song, Meng, Ermon (2021),
// arXiv:2010.02502 cosine         1 - abar(k/n) / abar((k-1)/n), at most 0.999       Nichol & Dhariwal
// (2021), arXiv:2102.09672 sigmoid        1e-4 .. 0.02 along a logistic curve from -6 to 6 All but the cosine
// are stated for n = 1000 and scaled by 1000 / n here.
std::function<Real(Real k)> make_sequence(const std::string& name, Real n) {
    const Real scale = 1000 / n, low = 1e-4 * scale, high = 0.02 * scale;
    const auto share = [n](Real k) { return n > 1 ? (k - 1) / (n - 1) : 0; };
    if (name == "linear") return [=](Real k) { return ramp(low, high, share(k)); };
    if (name == "scaled-linear")
        return [=](Real k) { return scale * square(ramp(std::sqrt(0.00085), std::sqrt(0.012), share(k))); };
    if (name == "quadratic")
        return [=](Real k) { return square(ramp(std::sqrt(low), std::sqrt(high), share(k))); };
    if (name == "sigmoid")
        return [=](Real k) { return ramp(low, high, 1 / (1 + std::exp(-ramp(-6, 6, share(k))))); };
    return [=](Real k) { return std::min(1 - abar(k / n) / abar((k - 1) / n), 0.999); };
}

}  // namespace

const std::vector<std::string>& beta_sequences() {
    static const std::vector<std::string> names{"linear", "scaled-linear", "quadratic", "cosine", "sigmoid"};
    return names;
}

std::vector<Real> betas(const std::string& sequence, std::size_t n) {
    const auto beta = make_sequence(sequence, static_cast<Real>(n));
    std::vector<Real> all;
    for (std::size_t k = 1; k <= n; ++k) {
        all.push_back(beta(static_cast<Real>(k)));
        if (all.back() >= 1)
            throw UsageError("too few steps for betas=", sequence, ": with n=", n, ", beta ", k, " is ",
                             all.back());
    }
    return all;
}

std::unique_ptr<const Schedule> make_discrete(const std::string& spec, const std::vector<Real>& betas) {
    return std::make_unique<Discrete>(spec, betas);
}

}  // namespace drift::path
