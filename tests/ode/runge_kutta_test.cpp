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
