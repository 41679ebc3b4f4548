#include "ode/runge_kutta.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"
#include "exact/examples.hpp"
#include "ode/fields.hpp"

using namespace drift::all;

namespace {

// Of x = 1 and -2 from one time to another in equal steps.
Real error(const Tableau& method, Real from, Real to, std::size_t steps) {
    SineField u;
    const Rows start = rows({{1}, {-2}});
    Rows x = start;
    const auto time = [&](std::size_t k) {
        return from + (to - from) * static_cast<Real>(k) / static_cast<Real>(steps);
    };
    for (std::size_t k = 0; k < steps; ++k) x = runge_kutta_step(method, u, x, time(k), time(k + 1));
    return distance(x, SineField::solution(start, from, to));
}

}  // namespace

TEST_CASE("Runge-Kutta methods have their orders on dx/dt = x cos t, both ways") {
    struct Case {
        const Tableau& method;
        Real order;
    };
    for (const Case& known : {Case{euler(), 1}, Case{heun(), 2}, Case{midpoint(), 2}, Case{rk4(), 4}})
        for (const Real end : {1.0, -1.0}) {
            const Real found = std::log2(error(known.method, 0.5, 0.5 + end, 100) /
                                         error(known.method, 0.5, 0.5 + end, 200));
            CAPTURE(known.order);
            CAPTURE(found);
            CHECK(std::abs(found - known.order) < 0.1);
        }
}

// Hairer, Norsett, Wanner (1993), Solving Ordinary Differential Equations I, section II.1.
TEST_CASE("the tableaux satisfy the order conditions") {
    for (const Tableau* method : {&euler(), &heun(), &midpoint(), &rk4()}) {
        Real ones = 0, places = 0;
        for (std::size_t i = 0; i < method->b.size(); ++i) {
            Real row = 0;
            for (const Real weight : method->a[i]) row += weight;
            CHECK(row == method->c[i]);
            ones += method->b[i], places += method->b[i] * method->c[i];
        }
        CHECK(std::abs(ones - 1) < 1e-15);
        CHECK(std::abs(places - (method == &euler() ? 0 : 0.5)) < 1e-15);
    }
}

// Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, appendix B.4, for flows whose laws N(mean, std^2)
// are linear in t between N(-1, 1), N(2, 1/4), N(0, 4) and N(3, 1/4), N(-2, 1), N(0, 1/16), of weights 0.5,
// 0.3, 0.2. On the line the flow that carries one mixture to the other is the map of its quantiles, which are
// computed to nine digits.
TEST_CASE(
    "flows averaged with the weights of their densities carry the mixture of their bases to that of their "
    "ends") {
    struct Averaged final : Field {
        Rows operator()(const Rows& x, const Vector& t) override {
            const Real weight[] = {0.5, 0.3, 0.2}, mean[] = {-1, 2, 0}, std[] = {1, 0.5, 2},
                       end_mean[] = {3, -2, 0}, end_std[] = {0.5, 1, 0.25};
            Rows u = zeros(row_count(x), 1);
            for (std::size_t i = 0; i < row_count(x); ++i) {
                Real all = 0;
                for (std::size_t k = 0; k < 3; ++k) {
                    const Real m = t(i) * mean[k] + (1 - t(i)) * end_mean[k],
                               s = t(i) * std[k] + (1 - t(i)) * end_std[k], z = (x(i, 0) - m) / s;
                    const Real density = weight[k] * std::exp(-z * z / 2) / s;
                    u(i, 0) += density * (mean[k] - end_mean[k] + (std[k] - end_std[k]) * z), all += density;
                }
                u(i, 0) /= all;
            }
            return u;
        }
        std::uint64_t evaluations() const override { return 0; }
    };
    const Rows x1 = rows({{-2}, {-.5}, {.5}, {1.7}, {3}}),
               x0 = rows({{-2.331335360}, {.100861610}, {2.529762609}, {2.977457869}, {3.873004870}});
    const auto off = [&](const Tableau& method, std::size_t steps) {
        Averaged u;
        Rows x = x1;
        const auto time = [&](std::size_t k) { return 1 - static_cast<Real>(k) / static_cast<Real>(steps); };
        for (std::size_t k = 0; k < steps; ++k) x = runge_kutta_step(method, u, x, time(k), time(k + 1));
        return distance(x, x0);
    };
    CHECK(off(rk4(), 50) == doctest::Approx(9.2e-7).epsilon(0.01));
    CHECK(off(rk4(), 100) == doctest::Approx(5.7e-8).epsilon(0.02));
    CHECK(off(euler(), 50) == doctest::Approx(.124).epsilon(0.005));
    CHECK(off(euler(), 100) == doctest::Approx(.0617).epsilon(0.005));
}
