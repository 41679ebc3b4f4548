// The straight path that ends in a small Gaussian around x0.
#include "path/combination.hpp"

namespace drift::path {
namespace {

/// x_t = (1 - t) x0 + (s + (1 - s) t) x1, s = sigma_min. Lipman et al. (2022), arXiv:2210.02747, where time
/// runs the other way: psi(x) = (1 - (1 - sigma_min) t) x + t x1.
class Target final : public Combination {
public:
    explicit Target(const Spec& spec) : least_(spec.number("sigma_min", 0, 1)) {}

private:
    Weights weights(const Scales& at) const override { return {1 - at.t, least_ + (1 - least_) * at.t}; }
    Weights rates(const Scales&) const override { return {-1, 1 - least_}; }
    void third(std::span<const Real>, std::uint64_t, std::span<Real>) const override {}

    Real least_;
};

}  // namespace

Registered<MakePath> target_path() {
    return {{"target",
             {{"sigma_min", "1e-4", "what is left of x1 at t = 0"}},
             "x_t = (1 - t) x0 + (sigma_min + (1 - sigma_min) t) x1",
             "Lipman et al. (2022), arXiv:2210.02747"},
            [](const Spec& spec, const Random&) -> std::unique_ptr<const Path> {
                return std::make_unique<Target>(spec);
            }};
}

}  // namespace drift::path
