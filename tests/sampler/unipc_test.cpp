#include "sampler/unipc.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "distance.hpp"
#include "sampler/orders.hpp"

using namespace drift;

namespace {

Rows some(const char* name) { return Random(0, name).normal_rows(0, 20, 3); }

}  // namespace

TEST_CASE("UniP-2 is 2M and UniP-3 is 3M corrected, with bh2 and for either prediction") {
    const Rows x = some("x"), m = some("m"), m_1 = some("m 1"), m_2 = some("m 2");
    const auto schedule = schedule_of("vp-linear");
    for (const Prediction kind : {Prediction::eps, Prediction::x0}) {
        const Exponential step(kind, schedule->at(0.5), schedule->at(0.45));
        CHECK(distance(unipc(step, x, m, {}, Basis::bh2), first_order(step, x, m)) == 0);
        CHECK(distance(unipc(step, x, m, {{-0.9, m_1}}, Basis::bh2),
                       second_order(step, x, m, m_1, -0.9, Correction::dpm)) < 1e-14);
        for (const Basis basis : {Basis::bh1, Basis::bh2})
            CHECK(distance(unipc(step, x, m, {{-0.9, m_1}, {-2.3, m_2}}, basis),
                           third_order(step, x, m, m_1, -0.9, m_2, -2.3)) < 1e-13);
    }
}

// A prediction that is a polynomial of degree q in r has D_j = j! c_j.
TEST_CASE("the weights integrate polynomials through their places exactly") {
    const auto schedule = schedule_of("vp-linear");
    const Exponential step(Prediction::x0, schedule->at(0.5), schedule->at(0.3));
    const std::vector<Real> places{-0.9, -2.3, 1};
    for (std::size_t q = 2; q <= 3; ++q) {
        const std::vector<Real> r(places.begin(), places.begin() + static_cast<long>(q));
        const std::vector<Real> weights = unipc_weights(step, r, Basis::bh2);
        Real factorial = 1;
        for (std::size_t j = 1; j <= q; ++j) {
            factorial *= static_cast<Real>(j);
            Real sum = 0;
            for (std::size_t i = 0; i < q; ++i) sum += weights[i] * std::pow(r[i], static_cast<Real>(j) - 1);
            CHECK(std::abs(sum - factorial * step.phi[j]) < 1e-14);
        }
    }
}

TEST_CASE("unipc with 10 steps ends where an independent program does") {
    const Crossing crossing;
    CHECK(distance(crossing.reached("unipc-2:final=full", 10), rows({{1.390255594, -.463667643}})) < 6e-10);
    CHECK(distance(crossing.reached("unipc-3:final=full", 10), rows({{1.367897382, -.459800553}})) < 6e-10);
}

TEST_CASE("unipc-3 has order 4 on four Gaussians; with lower orders at the end, as published, order 2") {
    const Crossing crossing;
    const struct {
        std::string solver;
        std::size_t known;
        Real errors[4];  // in 10, 20, 40 and 320 steps
    } cases[] = {{"unipc-3:final=full", 2, {6.36e-3, 4.43e-4, 2.46e-5, 5.59e-9}},
                 {"unipc-3", 0, {3.43e-3, 4.53e-4, 8.94e-5, 1.13e-6}}};
    for (const auto& [solver, known, errors] : cases)
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t steps = std::vector<std::size_t>{10, 20, 40, 320}[i];
            const std::string tried = solver;
            CAPTURE(tried);
            CAPTURE(steps);
            const Real found = crossing.error_of(solver, steps, known);
            CAPTURE(found);
            CHECK(to_three_digits(found, errors[i]));
        }
}

namespace {

// Every form of one order, at its nominal order plus `more`.
void check_order(std::size_t order, Real more) {
    for (const std::string predict : {"eps", "x0"})
        for (const std::string basis : {"bh1", "bh2"})
            check_orders({{words("unipc:order=", order, ",final=full,predict=", predict, ",basis=", basis),
                           order - 1, static_cast<Real>(order) + more}});
}

}  // namespace

TEST_CASE("unipc of order p has order p + 1 on eight Gaussians, and of order 3 more than 3") {
    check_order(1, 1);
    check_order(2, 1);
    check_order(3, 0.7);
}

// Not reached: 3.67 and 3.83, rising towards 4.
TEST_CASE("unipc-3 shows order 4 from 160 steps on" * doctest::should_fail()) { check_order(3, 1); }
