// The straight path of flow matching.
#include <cmath>

#include "path/schedule.hpp"

namespace drift::path {
namespace {

/// alpha = 1 - t, sigma = t. Lipman et al. (2022), arXiv:2210.02747; Liu, Gong, Liu (2022), arXiv:2209.03003.
class Linear final : public Schedule {
public:
    explicit Linear(const Spec& spec) : Schedule(spec.canonical()) {}

    Scales at(Real t) const override { return {t, 1 - t, t, -1, 1, std::log((1 - t) / t), 2 * t}; }
    Real last_time(bool finite_lambda) const override { return finite_lambda ? 0.999 : 1; }

private:
    Real inverse(Real lambda) const override { return 1 / (1 + std::exp(lambda)); }
};

}  // namespace

Registered<MakeSchedule> linear() {
    return {{"linear", {}, "alpha = 1 - t, sigma = t", "Lipman et al. (2022), arXiv:2210.02747"},
            [](const Spec& spec) { return std::make_unique<Linear>(spec); }};
}

}  // namespace drift::path
