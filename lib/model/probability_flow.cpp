#include "model/probability_flow.hpp"

namespace drift::model {
namespace {

// u = of_x x + of_x0 x0_hat: the one right-hand side of the flow, and where it divides by sigma.
struct Rates {
    explicit Rates(const Scales& at) : of_x(at.sigma_dot / at.sigma), of_x0(at.alpha_dot - at.alpha * of_x) {}

    Real of_x, of_x0;
};

// The flow with the denoiser that it follows.
class OwnFlow final : public Field {
public:
    OwnFlow(std::unique_ptr<Denoiser> denoise, const Schedule& schedule)
        : denoise_(std::move(denoise)), flow_(*denoise_, schedule) {}

    Rows operator()(const Rows& x, const Vector& t) override { return flow_(x, t); }
    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        return flow_.vjp(x, t, w, products);
    }
    std::uint64_t evaluations() const override { return flow_.evaluations(); }

private:
    std::unique_ptr<Denoiser> denoise_;
    ProbabilityFlow flow_;
};

// y becomes of_x x + of_x0 y, each row at its own time.
void combine(const std::vector<Rates>& rates, const Rows& x, Rows& y) {
    for (std::size_t i = 0; i < row_count(x); ++i)
        for (std::size_t j = 0; j < dimension(x); ++j)
            y(i, j) = rates[i].of_x * x(i, j) + rates[i].of_x0 * y(i, j);
}

std::vector<Rates> rates_at(const Schedule& schedule, const Vector& t) {
    std::vector<Rates> rates;
    for (std::size_t i = 0; i < t.size(); ++i)
        rates.push_back(i > 0 && t(i) == t(i - 1) ? rates.back() : Rates(schedule.at(t(i))));
    return rates;
}

}  // namespace

Rows velocity(const Rows& x, const Rows& x0_hat, const Scales& at) {
    const Rates rates(at);
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
    const std::vector<Rates> rates = rates_at(schedule_, t);
    Rows u = denoise_.vjp(x, t, w, products);
    combine(rates, x, u);
    for (std::size_t k = 0; k < w.size(); ++k) combine(rates, w[k], products[k]);
    return u;
}

std::unique_ptr<Field> Model::velocity(std::size_t rows, const Labels& labels) const {
    return std::make_unique<OwnFlow>(denoiser(rows, labels), schedule());
}

}  // namespace drift::model
