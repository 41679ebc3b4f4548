// Beta sequences, and the piecewise linear log alpha through their chain.
#include "path/discrete.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

#include "core/error.hpp"
#include "path/schedule.hpp"
#include "path/variance_preserving.hpp"

namespace drift::path {
namespace {

// alpha(k / n)^2 = prod_{i <= k} (1 - beta_i), log alpha linear in between; at a knot the slopes are those of
// the side of the data. With zero_snr the chain ends at alpha = 0, where log alpha has no value: alpha itself is
// linear in the last interval.
class Discrete final : public Schedule {
public:
    explicit Discrete(const Spec& spec)
        : Schedule(spec.canonical()),
          betas_(betas(spec.word("betas"), spec.count("n", 1, 1'000'000))),
          log_alpha_{0.0} {
        const bool zero_snr = spec.flag("zero_snr");
        if (zero_snr && betas_.size() < 2)
            throw UsageError("zero_snr=yes of vp-discrete needs n=2 at least, found n=", betas_.size());
        for (const Real beta : betas_) log_alpha_.push_back(log_alpha_.back() + std::log1p(-beta) / 2);
        if (zero_snr) rescale();
    }

    Scales at(Real t) const override {
        const std::size_t k = interval(t);
        const Real before = log_alpha_[k - 1], part = t * n() - static_cast<Real>(k - 1);
        if (std::isinf(log_alpha_[k])) return last_interval(t, 1 - part);
        const Real step = log_alpha_[k] - before;
        return variance_preserving(t, before + part * step, n() * step);
    }

    Real last_time(bool finite_lambda) const override {
        return finite_lambda && std::isinf(log_alpha_.back()) ? 1 - 1 / n() : 1;
    }

    std::optional<Real> beta(Real t) const override {
        return t > 0 ? std::optional(betas_[interval(t * (1 - 1e-12)) - 1])
                     : std::nullopt;  // k / n, rounded up
    }

    std::size_t chain_steps() const override { return log_alpha_.size() - 1; }

private:
    Real n() const { return static_cast<Real>(chain_steps()); }

    // t is in ((k - 1) / n, k / n].
    std::size_t interval(Real t) const {
        return static_cast<std::size_t>(std::clamp(std::ceil(t * n()), 1.0, n()));
    }

    // alpha is shifted so that it ends at 0, and scaled so that it begins where it did: Algorithm 1 of Lin, Liu, Li,
    // Yang (2023), arXiv:2305.08891.
    void rescale() {
        const Real first = std::exp(log_alpha_[1]), last = std::exp(log_alpha_.back());
        for (std::size_t k = 1; k < log_alpha_.size(); ++k)
            log_alpha_[k] = std::log((std::exp(log_alpha_[k]) - last) * (first / (first - last)));
        log_alpha_.back() = -std::numeric_limits<Real>::infinity();
        for (std::size_t k = 1; k < log_alpha_.size(); ++k)
            betas_[k - 1] = -std::expm1(2 * (log_alpha_[k] - log_alpha_[k - 1]));
    }

    // left: of the last interval, 1 where it begins and 0 at t = 1.
    Scales last_interval(Real t, Real left) const {
        const Real start = std::exp(*(log_alpha_.end() - 2)), alpha = left * start, alpha_dot = -n() * start;
        const Real sigma = std::sqrt((1 - alpha) * (1 + alpha));
        return {t,
                alpha,
                sigma,
                alpha_dot,
                -alpha * alpha_dot / sigma,
                std::log(alpha / sigma),
                -2 * alpha * alpha_dot};
    }

    Real inverse(Real lambda) const override {
        const Real log_alpha = -attenuation(lambda) / 2;
        const auto after =
            std::lower_bound(log_alpha_.begin() + 1, log_alpha_.end() - 1, log_alpha, std::greater<>());
        const Real before = *(after - 1);
        const Real part =
            std::isinf(*after) ? -std::expm1(log_alpha - before) : (log_alpha - before) / (*after - before);
        return (static_cast<Real>(after - 1 - log_alpha_.begin()) + part) / n();
    }

    std::vector<Real> betas_, log_alpha_;  // (n), of step k; (n + 1), at t = k / n
};

Real square(Real x) { return x * x; }
Real ramp(Real from, Real to, Real share) { return from + (to - from) * share; }

// All but the cosine are stated for n = 1000 and scaled by 1000 / n here.
Real scale(Real n) { return 1000 / n; }
Real low(Real n) { return 1e-4 * scale(n); }
Real high(Real n) { return 0.02 * scale(n); }
Real share(Real k, Real n) { return n > 1 ? (k - 1) / (n - 1) : 0; }

// 1e-4 .. 0.02 in equal steps. Ho, Jain, Abbeel (2020), arXiv:2006.11239.
Real linear(Real k, Real n) { return ramp(low(n), high(n), share(k, n)); }

// sqrt(beta) in equal steps, 0.00085 .. 0.012. Rombach et al. (2022), arXiv:2112.10752.
Real scaled_linear(Real k, Real n) {
    return scale(n) * square(ramp(std::sqrt(0.00085), std::sqrt(0.012), share(k, n)));
}

// sqrt(beta) in equal steps, 1e-4 .. 0.02. Song, Meng, Ermon (2021), arXiv:2010.02502.
Real quadratic(Real k, Real n) { return square(ramp(std::sqrt(low(n)), std::sqrt(high(n)), share(k, n))); }

// 1 - abar(k / n) / abar((k - 1) / n), at most 0.999. Nichol, Dhariwal (2021), arXiv:2102.09672.
Real abar(Real t) { return square(std::cos((t + 0.008) / 1.008 * std::numbers::pi / 2)); }
Real cosine(Real k, Real n) { return std::min(1 - abar(k / n) / abar((k - 1) / n), 0.999); }

// 1e-4 .. 0.02 along a logistic curve from -6 to 6.
Real sigmoid(Real k, Real n) { return ramp(low(n), high(n), 1 / (1 + std::exp(-ramp(-6, 6, share(k, n))))); }

struct Sequence {
    const char* name;
    Real (*beta)(Real k, Real n);
};
constexpr Sequence sequences[] = {{"linear", linear},
                                  {"scaled-linear", scaled_linear},
                                  {"quadratic", quadratic},
                                  {"cosine", cosine},
                                  {"sigmoid", sigmoid}};

}  // namespace

std::vector<Real> betas(const std::string& sequence, std::size_t n) {
    const Sequence* const named = std::find_if(std::begin(sequences), std::end(sequences),
                                               [&](const Sequence& one) { return one.name == sequence; });
    std::vector<Real> all;
    for (std::size_t k = 1; k <= n; ++k) {
        all.push_back(named->beta(static_cast<Real>(k), static_cast<Real>(n)));
        if (all.back() >= 1)
            throw UsageError("too few steps for betas=", sequence, ": with n=", n, ", beta ", k, " is ",
                             all.back());
    }
    return all;
}

Registered<MakeSchedule> vp_discrete() {
    return {{"vp-discrete",
             {{"n", "1000", "number of steps of the chain", "", "num_train_timesteps timesteps"},
              {"betas", "linear", "linear, scaled-linear, quadratic, cosine or sigmoid",
               "linear scaled-linear quadratic cosine=squaredcos_cap_v2 sigmoid", "beta_schedule"},
              {"zero_snr", "no", "yes: rescaled so that no signal is left at t = 1",
               "no=false,off yes=true,on", "rescale_betas_zero_snr zero_terminal_snr"}},
             "the chain of n steps of DDPM and others, for all t",
             "Ho, Jain, Abbeel (2020), arXiv:2006.11239"},
            [](const Spec& spec) { return std::make_unique<Discrete>(spec); }};
}

}  // namespace drift::path
