// The velocity of the probability flow, from the model's x0.
#include "solver/probability_flow.hpp"

namespace drift::solver {
namespace {

// dx/dt = of_x x + of_x0 x0_hat.
struct Rates {
    explicit Rates(const Scales& at) : of_x(at.sigma_dot / at.sigma), of_x0(at.alpha_dot - at.alpha * of_x) {}

    Real of_x, of_x0;
};

}  // namespace

Rows velocity(const Rows& x, const Rows& x0_hat, const Scales& at) {
    const Rates rates(at);
    return rates.of_x * x + rates.of_x0 * x0_hat;
}

Rows velocity(const Slice& slice, const Rows& x, const Scales& t) {
    return velocity(x, slice.x0_hat(x, t), t);
}

Rows velocity(const Slice& slice, const Rows& x, const Vector& t) {
    Rows u = slice.denoise(x, t);
    for (std::size_t i = 0; i < row_count(x); ++i) {
        const Rates rates(slice.schedule.at(t(i)));
        for (std::size_t j = 0; j < dimension(x); ++j) u(i, j) = rates.of_x * x(i, j) + rates.of_x0 * u(i, j);
    }
    return u;
}

}  // namespace drift::solver
