#include "train/time_sampling.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "core/random.hpp"
#include "train/histories.hpp"

using namespace drift::all;

namespace {

Real below(Real z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }  // of N(0, 1)

// The time at a place u of the law, through a batch of one.
Real time_at(const TimeSampling& law, Real u) { return law(u, 0, 1, {}).t; }

}  // namespace

TEST_CASE("the normal quantile inverts the normal probability") {
    CHECK(normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-14));
    CHECK(normal_quantile(0.5) == doctest::Approx(0).epsilon(1e-14));
    for (const Real p : {1e-12, 1e-6, 0.001, 0.1, 0.3, 0.49})
        CHECK(below(normal_quantile(p)) / p == doctest::Approx(1).epsilon(1e-12));
    for (const Real p : {0.51, 0.8, 0.999, 1 - 1e-9}) CHECK(std::abs(below(normal_quantile(p)) - p) < 1e-14);
}

TEST_CASE("every law of times is the inverse of its distribution function") {
    const Real first = 0.1, last = 0.9;
    const auto schedule = make_schedule("vp-cosine");
    const TimeSampling logit(make_time_law("logit-normal:mean=0.5,std=2"), {schedule.get(), first, last});
    const TimeSampling ratio(make_time_law("log-normal:mean=-0.4,std=1"), {schedule.get(), first, last});
    const TimeSampling mode(make_time_law("mode:s=-0.7"), {schedule.get(), first, last});
    const auto z = [&](Real t) { return (-schedule->at(t).lambda + 0.4) / 1; };
    for (Real u = 0.01; u < 1; u += 0.07) {
        const Real place = logit.u(time_at(logit, u));
        CHECK(std::abs(below((std::log(place / (1 - place)) - 0.5) / 2) - u) < 1e-12);
        const Real t = time_at(ratio, u);
        CHECK(std::abs((below(z(t)) - below(z(first))) / (below(z(last)) - below(z(first))) - u) < 1e-11);
        // Esser et al. (2024), arXiv:2403.03206: f(u) = 1 - u - s (cos^2(pi u / 2) - 1 + u), at 1 - u.
        const Real c = std::cos(std::numbers::pi / 2 * (1 - u));
        CHECK(std::abs(mode.u(time_at(mode, u)) - (1 - (1 - u) + 0.7 * (c * c - 1 + (1 - u)))) < 1e-12);
    }
    for (const TimeSampling& law : {logit, ratio, mode}) {
        CHECK(time_at(law, 0) == doctest::Approx(first).epsilon(1e-12));
        CHECK(time_at(law, 1 - 1e-12) <= last);
    }
}

TEST_CASE("stratified times lie one in each part, uniform ones anywhere") {
    const auto schedule = make_schedule("linear");
    const TimeSampling strata(make_time_law("stratified"), {schedule.get(), 0, 1}),
        each(make_time_law("uniform"), {schedule.get(), 0, 1});
    for (std::size_t i = 0; i < 8; ++i) {
        CHECK(strata(0.25, i, 8, {}).t == (static_cast<Real>(i) + 0.25) / 8);
        CHECK(each(0.25, i, 8, {}).t == 0.25);
    }
}

// Mean and second moment of n draws lie within 5 standard deviations / sqrt(n).
TEST_CASE("drawn times have the moments of their laws") {
    const std::size_t n = 40000;
    std::vector<float> u(n);
    Random(3, "times").uniform_rows(0, n, 1, 0, u.data());
    const auto schedule = make_schedule("edm:sigma_max=80");
    const TimeSampling ratio(make_time_law("log-normal"), {schedule.get(), 0, 1}),
        even(make_time_law("uniform"), {schedule.get(), 0, 1});
    Real sum = 0, squares = 0, even_sum = 0, even_squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Real log_sigma = std::log(80 * time_at(ratio, u[i])), t = even(u[i], 0, 1, {}).t;
        sum += log_sigma, squares += std::pow(log_sigma + 1.2, 2);
        even_sum += t, even_squares += t * t;
    }
    const auto count = static_cast<Real>(n);
    CHECK(std::abs(sum / count + 1.2) < 5 * 1.2 / std::sqrt(count));
    CHECK(std::abs(squares / count - 1.44) < 5 * 1.44 * std::sqrt(2 / count));
    CHECK(std::abs(even_sum / count - 0.5) < 5 * std::sqrt(1 / 12.0 / count));
    CHECK(std::abs(even_squares / count - 1 / 3.0) < 5 * std::sqrt(4 / 45.0 / count));
}

TEST_CASE("a log-normal law that the schedule never meets is refused") {
    CHECK_THROWS_WITH_AS(
        TimeSampling(make_time_law("log-normal:mean=50"), {make_schedule("edm").get(), 0, 1}),
        doctest::Contains("never meets schedule edm"), UsageError);
}

TEST_CASE("importance draws bins as the root of their losses' second moments, and divides that out again") {
    const LossHistory history = rising(4, 3, 0.2);
    const auto schedule = make_schedule("linear");
    const TimeSampling law(make_time_law("importance:bins=4,kept=3,share=0.2"), {schedule.get(), 0, 1});
    const int n = 100000;
    std::array<Real, 4> share{};
    Real mean = 0, weights = 0;
    for (int i = 0; i < n; ++i) {
        const auto [t, weight] = law((i + 0.5) / n, 0, 1, history);
        share[static_cast<std::size_t>(4 * t)] += 1.0 / n;
        mean += weight * t * t / n, weights += weight / n;
    }
    for (std::size_t b = 0; b < 4; ++b)  // counted to two parts in n at the bins' ends
        CHECK(std::abs(share[b] - (0.8 * static_cast<Real>(b + 1) / 10 + 0.2 / 4)) < 2.1 / n);
    CHECK(std::abs(weights - 1) < 4 * 2.0 / n);
    CHECK(std::abs(mean - 1 / 3.0) < 4 * 2.0 / n);  // unbiased: the integral of t^2
}
