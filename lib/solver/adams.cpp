// What deis, ipndm and lms share: the memory of past predictions.
#include "solver/adams.hpp"

#include <algorithm>
#include <deque>

namespace drift::solver {
namespace {

class AdamsStepper final : public Stepper {
public:
    AdamsStepper(const Journey& journey, std::size_t order, const Weights& weights)
        : journey_(journey), order_(order), weights_(weights) {}

    void step(Rows& x, std::size_t k) override {
        const Scales t = journey_.schedule.at(journey_.times(k)),
                     s = journey_.schedule.at(journey_.times(k + 1));
        const Rows x0_hat = journey_.x0_hat(x, t.t);
        behind_.insert(behind_.begin(), t);
        eps_.push_front((x - t.alpha * x0_hat) / t.sigma);
        if (eps_.size() > order_) {
            behind_.pop_back();
            eps_.pop_back();
        }
        const std::vector<Real> c = weights_(behind_, s);
        x *= s.alpha / t.alpha;
        for (std::size_t j = 0; j < c.size(); ++j) x += s.alpha * c[j] * eps_[j];
    }

private:
    const Journey& journey_;
    std::size_t order_;
    const Weights& weights_;
    std::vector<Scales> behind_;  // the newest first
    std::deque<Rows> eps_;
};

class Adams final : public Solver {
public:
    Adams(std::size_t order, Weights weights, bool finite)
        : order_(order), weights_(std::move(weights)), finite_(finite) {}
    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<AdamsStepper>(journey, order_, weights_);
    }
    bool needs_finite_lambda() const override { return finite_; }
    std::size_t past() const override { return order_ - 1; }
    bool divides_by_alpha() const override { return true; }
    bool stops_early() const override { return true; }

private:
    std::size_t order_;
    Weights weights_;
    bool finite_;
};

}  // namespace

std::vector<Real> polynomial_weights(std::span<const Real> nodes, std::span<const Real> moments) {
    std::vector<Real> weights;
    for (std::size_t j = 0; j < nodes.size(); ++j) {
        std::vector<Real> l{1};  // coefficients of v^0, v^1, ..
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (i == j) continue;
            l.push_back(0);
            for (std::size_t m = l.size(); m-- > 0;)
                l[m] = ((m > 0 ? l[m - 1] : 0) - nodes[i] * l[m]) / (nodes[j] - nodes[i]);
        }
        Real sum = 0;
        for (std::size_t m = 0; m < l.size(); ++m) sum += l[m] * moments[m];
        weights.push_back(sum);
    }
    return weights;
}

std::unique_ptr<const Solver> make_adams(std::size_t order, Weights weights, bool finite) {
    return std::make_unique<Adams>(order, std::move(weights), finite);
}

}  // namespace drift::solver
