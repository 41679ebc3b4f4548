// Heun's steps, and the stretch that is run again.
#include "solver/restart.hpp"

#include <cmath>

#include "core/error.hpp"
#include "solver/edm.hpp"

namespace drift::solver {
namespace {

struct Stretch {
    std::size_t points, times;
    Real min, max, noise;
};

Real ratio(const Scales& at) { return at.sigma / at.alpha; }

class RestartStepper final : public Stepper {
public:
    RestartStepper(const Journey& journey, const Stretch& stretch)
        : journey_(journey), stretch_(stretch), lower_(nearest()) {
        const Scales low = journey.schedule.at(journey.times(lower_));
        if (!(ratio(low) < stretch.max))
            throw UsageError("restart goes up to sigma / alpha = ", stretch.max, " from the grid's ",
                             ratio(low), ": set max above that, or take more steps");
        const Real root = std::pow(stretch.max, 1. / 7), least = std::pow(ratio(low), 1. / 7);
        for (std::size_t k = 0; k + 1 < stretch.points; ++k) {
            const Real part = static_cast<Real>(k) / static_cast<Real>(stretch.points - 1);
            const Real r = std::pow(root + part * (least - root), 7);
            points_.push_back(
                journey.schedule.at(journey.schedule.time(-std::log(k == 0 ? stretch.max : r))));
        }
        points_.push_back(low);
    }

    void step(Rows& x, std::size_t k) override {
        x = heun_in_sigma(journey_, x, journey_.schedule.at(journey_.times(k)),
                          journey_.schedule.at(journey_.times(k + 1)));
        if (k + 1 != lower_) return;
        for (std::size_t time = 0; time < stretch_.times; ++time) {
            const Scales &high = points_.front(), &low = points_.back();
            const Real added = std::sqrt(std::pow(ratio(high), 2) - std::pow(ratio(low), 2));
            x = high.alpha * (x / low.alpha + added * stretch_.noise * journey_.normals(x, k, time));
            for (std::size_t j = 0; j + 1 < points_.size(); ++j)
                x = heun_in_sigma(journey_, x, points_[j], points_[j + 1]);
        }
    }

private:
    // The place in the grid, after its first time, whose sigma / alpha is nearest to min.
    std::size_t nearest() const {
        const auto distance = [&](std::size_t k) {
            return std::abs(ratio(journey_.schedule.at(journey_.times(k))) - stretch_.min);
        };
        std::size_t best = 1;
        for (std::size_t k = 2; k < journey_.times.size(); ++k)
            if (distance(k) < distance(best)) best = k;
        return best;
    }

    const Journey& journey_;
    const Stretch& stretch_;
    std::size_t lower_;
    std::vector<Scales> points_;  // of the stretch, max first
};

class Restart final : public Solver {
public:
    explicit Restart(const Stretch& stretch) : stretch_(stretch) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<RestartStepper>(journey, stretch_);
    }
    bool divides_by_alpha() const override { return true; }

private:
    Stretch stretch_;
};

}  // namespace

Entry restart_entry() {
    return {"restart",
            {{"points", "9", "of a restart's own grid, both ends counted"},
             {"times", "3", "restarts"},
             {"min", "0.5", "sigma / alpha at which they begin, to the nearest of the grid"},
             {"max", "2", "sigma / alpha to which they go back"},
             {"noise", "1", "standard deviation of what they add, 1 for an exact model"}},
            "order 2, 2 evaluations a step and times 2 (points - 1); Xu et al. (2023), arXiv:2306.14878"};
}

std::unique_ptr<const Solver> make_restart(const Spec& spec) {
    return std::make_unique<Restart>(Stretch{spec.count("points", 2, 10'000), spec.count("times", 0, 4000),
                                             spec.number("min", 0, 1e12), spec.number("max", 1e-12, 1e12),
                                             spec.number("noise", 0, 10)});
}

}  // namespace drift::solver
