// The reference by dopri5, and a solver that is put back onto it.
#include "metric/exact_path.hpp"

#include <cmath>

#include "solver/solvers.hpp"

namespace drift::metric {
namespace {

// Steps as another solver does; after the first `past` of them x is replaced by the exact path.
class OnPath final : public Solver {
public:
    OnPath(const Solver& solver, const Rows& path, std::size_t past)
        : solver_(solver), path_(path), past_(past) {}

    std::unique_ptr<Stepper> begin(const Journey& journey) const override {
        return std::make_unique<Replacing>(*this, journey);
    }
    std::vector<std::size_t> spans(std::size_t steps) const override { return solver_.spans(steps); }
    bool needs_finite_lambda() const override { return solver_.needs_finite_lambda(); }
    bool takes_trained_step() const override { return solver_.takes_trained_step(); }
    bool ends_at_data() const override { return solver_.ends_at_data(); }
    bool divides_by_alpha() const override { return solver_.divides_by_alpha(); }

private:
    struct Replacing final : Stepper {
        Replacing(const OnPath& on_path, const Journey& where)
            : of(on_path), journey(where), stepper(on_path.solver_.begin(where)) {}

        void step(Rows& x, std::size_t k) override {
            stepper->step(x, k);
            const std::size_t d = dimension(x);
            if (k < of.past_)
                x = xt::view(row_range(of.path_, journey.first, row_count(x)), xt::all(),
                             xt::range((k + 1) * d, (k + 2) * d));
        }

        const OnPath& of;
        const Journey& journey;
        std::unique_ptr<Stepper> stepper;
    };

    const Solver& solver_;
    const Rows& path_;  // (n, times d)
    std::size_t past_;
};

}  // namespace

Rows exact_path(const Model& model, const Vector& times, const Rows& x, ThreadPool& pool) {
    const auto reference = make_solver("dopri5:rtol=1e-13,atol=1e-14", model.schedule());
    const NoNoise silent;
    return sample({model, *reference, times, silent, true, given_start(x, 0)}, 0, row_count(x), {}, pool)
        .rows;
}

Samples from_exact_values(const Model& model, const Solver& solver, const Vector& times, const Rows& x,
                          std::size_t past, ThreadPool& pool) {
    const std::size_t known = std::min(past, times.size() - 1);
    const Vector first = xt::view(times, xt::range(0, known + 1));
    const Rows path = known ? exact_path(model, first, x, pool) : x;
    const OnPath on_path(solver, path, known);
    const NoNoise silent;
    return sample({model, on_path, times, silent, false, given_start(x, 0)}, 0, row_count(x), {}, pool);
}

Real distance_of_rows(const Rows& x, const Rows& y) {
    Real sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += std::pow(x.data()[i] - y.data()[i], 2);
    return std::sqrt(sum / static_cast<Real>(row_count(x)));
}

}  // namespace drift::metric
