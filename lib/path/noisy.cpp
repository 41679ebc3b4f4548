// Paths with noise of their own around the way between two ends.
#include <algorithm>
#include <cmath>

#include "path/combination.hpp"

namespace drift::path {
namespace {

// w is standard normal; a pair keeps it at all times.
class Noisy : public Combination {
protected:
    Noisy(const Random& random, Real sigma) : random_(random), sigma_(sigma) {}

    Real sigma() const { return sigma_; }

private:
    void third(std::span<const Real>, std::uint64_t row, std::span<Real> w) const final {
        std::vector<float> z(w.size());
        random_.normals(row, 0, z);
        std::copy(z.begin(), z.end(), w.begin());
    }

    Random random_;
    Real sigma_;
};

/// x_t = alpha x0 + sigma x1 + s z, dx_t/dt = alpha' x0 + sigma' x1, z standard normal: with independent
/// pairs that of Tong et al. (2024), arXiv:2302.00482, on schedule linear.
class Smoothed final : public Noisy {
public:
    Smoothed(const Random& random, const Spec& spec) : Noisy(random, spec.number("sigma", 0, 1e6)) {}

private:
    Weights weights(const Scales& at) const override { return {at.alpha, at.sigma, sigma()}; }
    Weights rates(const Scales& at) const override { return {at.alpha_dot, at.sigma_dot}; }
};

/// x_t = (1 - t) x0 + t x1 + s sqrt(t (1 - t)) z: at each time the law of a Brownian motion of rate s^2 from
/// x0 to x1. Its velocity is that of the probability flow of these laws, which is without bound at the ends.
/// Tong et al. (2024), arXiv:2302.00482.
class Bridge final : public Noisy {
public:
    Bridge(const Random& random, const Spec& spec) : Noisy(random, spec.number("sigma", 0, 1e6)) {}

    bool finite(const Scales& at) const override { return sigma() == 0 || (at.t > 0 && at.t < 1); }

private:
    Weights weights(const Scales& at) const override {
        return {1 - at.t, at.t, sigma() * std::sqrt(at.t * (1 - at.t))};
    }
    Weights rates(const Scales& at) const override {
        if (sigma() == 0) return {-1, 1};
        return {-1, 1, sigma() * (1 - 2 * at.t) / (2 * std::sqrt(at.t * (1 - at.t)))};
    }
};

}  // namespace

Registered<MakePath> smoothed_path() {
    return {{"smoothed",
             {{"sigma", "0.1", "standard deviation of the noise, the same at all times"}},
             "the affine path and noise: + sigma z",
             "Tong et al. (2024), arXiv:2302.00482"},
            [](const Spec& spec, const Random& random) -> std::unique_ptr<const Path> {
                return std::make_unique<Smoothed>(random, spec);
            }};
}

Registered<MakePath> bridge_path() {
    return {{"bridge",
             {{"sigma", "1", "rate of the Brownian motion, per square root of time"}},
             "a Brownian bridge: (1 - t) x0 + t x1 + sigma sqrt(t (1 - t)) z",
             "Tong et al. (2024), arXiv:2302.00482"},
            [](const Spec& spec, const Random& random) -> std::unique_ptr<const Path> {
                return std::make_unique<Bridge>(random, spec);
            }};
}

}  // namespace drift::path
