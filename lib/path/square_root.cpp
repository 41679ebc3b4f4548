// The straight line between two ends, at the time sqrt t.
#include <cmath>

#include "path/combination.hpp"

namespace drift::path {
namespace {

/// x_t = x0 + (x1 - x0) sqrt t, dx_t/dt = (x1 - x0) / (2 sqrt t): that of DDIM, whose x_t = x0 + sigma_q
/// sqrt(t) eps ends at x1 = x0 + sigma_q eps. Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929,
/// section 4.6.
class SquareRoot final : public Combination {
public:
    bool finite(const Scales& at) const override { return at.t > 0; }

private:
    Weights weights(const Scales& at) const override { return {1 - std::sqrt(at.t), std::sqrt(at.t)}; }
    Weights rates(const Scales& at) const override {
        const Real rate = 0.5 / std::sqrt(at.t);
        return {-rate, rate};
    }
    void third(std::span<const Real>, std::uint64_t, std::span<Real>) const override {}
};

}  // namespace

Registered<MakePath> square_root_path() {
    return {{"sqrt",
             {},
             "x_t = x0 + (x1 - x0) sqrt t, the line of DDIM",
             "Nakkiran et al. (2024), arXiv:2406.08929"},
            [](const Spec&, const Random&) -> std::unique_ptr<const Path> {
                return std::make_unique<SquareRoot>();
            }};
}

}  // namespace drift::path
