#include "ode/probability_flow.hpp"

namespace drift::ode {
namespace {

// y becomes of_x x + of_x0 y, each row at its own time.
void combine(const std::vector<FlowRates>& rates, const Rows& x, Rows& y) {
    for (std::size_t i = 0; i < row_count(x); ++i)
        for (std::size_t j = 0; j < dimension(x); ++j)
            y(i, j) = rates[i].of_x * x(i, j) + rates[i].of_x0 * y(i, j);
}

std::vector<FlowRates> rates_at(const Schedule& schedule, const Vector& t) {
    std::vector<FlowRates> rates;
    for (std::size_t i = 0; i < t.size(); ++i)
        rates.push_back(i > 0 && t(i) == t(i - 1) ? rates.back() : FlowRates(schedule.at(t(i))));
    return rates;
}

}  // namespace

Rows velocity(const Rows& x, const Rows& x0_hat, const Scales& at) {
    const FlowRates rates(at);
    return rates.of_x * x + rates.of_x0 * x0_hat;
}

Rows ProbabilityFlow::operator()(const Rows& x, const Vector& t) {
    Rows u = denoise_(x, t);
    combine(rates_at(schedule_, t), x, u);
    return u;
}

// w^T du/dx = of_x w + of_x0 w^T dE[x0 | x_t]/dx.
Rows ProbabilityFlow::vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
                          std::vector<Rows>& products) {
    const std::vector<FlowRates> rates = rates_at(schedule_, t);
    Rows u = denoise_.vjp(x, t, w, products);
    combine(rates, x, u);
    for (std::size_t k = 0; k < w.size(); ++k) combine(rates, w[k], products[k]);
    return u;
}

}  // namespace drift::ode
