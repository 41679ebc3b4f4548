#include "solver/unipc.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "distance.hpp"
#include "sampler/crossing.hpp"

using namespace drift::all;

namespace {

Rows some(const char* name) { return Random(0, name).normal_rows(0, 20, 3); }

}  // namespace

TEST_CASE("UniP-2 is 2M and UniP-3 is 3M corrected, with bh2 and for either prediction") {
    const Rows x = some("x"), m = some("m"), m_1 = some("m 1"), m_2 = some("m 2");
    const auto schedule = schedule_of("vp-linear");
    for (const Prediction kind : {Prediction::eps, Prediction::x0}) {
        const ExponentialStep step(kind, schedule->at(0.5), schedule->at(0.45));
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
    const ExponentialStep step(Prediction::x0, schedule->at(0.5), schedule->at(0.3));
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
