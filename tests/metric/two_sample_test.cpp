#include "metric/two_sample.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/random.hpp"
#include "distance.hpp"
#include "exact/examples.hpp"
#include "metric/mean.hpp"

using namespace drift::all;

namespace {

ThreadPool& alone() {
    static ThreadPool pool(1);
    return pool;
}

const TwoSample& metric_named(const std::string& name) {
    return two_samples().maker(Spec(name, two_samples()));
}

Real value(const std::string& metric, const Rows& a, const Rows& b) {
    const Spec spec(metric, two_samples());
    return metric::value(metric_named(metric), {a, b, spec, Random(0, "metric"), alone()});
}

// N(mean, 1) in d dimensions.
Rows normal(std::uint64_t seed, std::size_t n, std::size_t d, Real mean = 0) {
    return Random(seed, "two-sample test").normal_rows(0, n, d) + mean;
}

Rows reversed(const Rows& rows) {
    Rows all = rows;
    for (std::size_t i = 0; i < row_count(rows); ++i)
        for (std::size_t j = 0; j < dimension(rows); ++j) all(i, j) = rows(row_count(rows) - 1 - i, j);
    return all;
}

Measurement null_measurement(const std::string& metric, std::uint64_t seed, std::size_t n) {
    return measure(metric,
                   compare(normal(3 * seed, n, 2), normal(3 * seed + 1, n, 2), normal(3 * seed + 2, n, 2)), 0,
                   alone());
}

}  // namespace

TEST_CASE("two-sample metrics have the reference set's values") {
    std::ifstream file(DRIFT_TESTS "/reference/metrics/metrics.json");
    const nlohmann::json metrics = nlohmann::json::parse(file)["metrics"];
    const Rows a = reference("metrics/A"), b = reference("metrics/B");
    const struct { std::string metric, entry; } cases[] = {{"w2", "W2"}, {"energy", "energy_V"}};
    for (const auto& [metric, entry] : cases) {
        const std::string tried = metric;
        CAPTURE(tried);
        const Real expected = metrics[entry]["value"], tolerance = metrics[entry]["tol_f64_rel"];
        CHECK(std::abs(value(metric, a, b) / expected - 1) < tolerance);
    }
}

TEST_CASE("moments of the reference set are those of rational arithmetic") {
    const Real found = value("moments", reference("metrics/A"), reference("metrics/B"));
    CHECK(std::abs(found / 0.023702219832417496 - 1) < 1e-12);
}

TEST_CASE("two-sample metrics know no order of rows, and no rotation or order of sets where they say so") {
    const Rows a = normal(1, 200, 2), b = 0.5 * normal(2, 200, 2) + 1;
    const Real c = std::cos(0.7), s = std::sin(0.7);
    const auto turned = [&](const Rows& x) {
        Rows y = x;
        for (std::size_t i = 0; i < row_count(x); ++i) {
            y(i, 0) = c * x(i, 0) - s * x(i, 1);
            y(i, 1) = s * x(i, 0) + c * x(i, 1);
        }
        return y;
    };
    for (const std::string& metric : two_samples().names()) {
        CAPTURE(metric);
        const Real plain = value(metric, a, b);
        const TwoSample& facts = metric_named(metric);
        if (facts.rotation_invariant)
            CHECK(value(metric, turned(a), turned(b)) == doctest::Approx(plain).epsilon(1e-11));
        CHECK(value(metric, reversed(a), b) == doctest::Approx(plain).epsilon(1e-11));
        CHECK(value(metric, a, reversed(b)) == doctest::Approx(plain).epsilon(1e-11));
        if (facts.symmetric) CHECK(value(metric, b, a) == doctest::Approx(plain).epsilon(1e-11));
    }
}

// W2 of a shift is the shift; the energy distance of N(0, 1) and N(m, 1) is, with Z ~ N(m, 2),
//     2 E|Z| - 2 E|Z at m = 0|,  E|N(m, s^2)| = s sqrt(2/pi) exp(-m^2 / 2 s^2) + m erf(m / (s sqrt 2)).
TEST_CASE("two-sample metrics of Gaussians have their closed forms within five standard errors") {
    const std::size_t n = 600;
    const Real m = 2, root = std::sqrt(2.0), pi = std::acos(-1.0);
    const Real mean = root * std::sqrt(2 / pi) * std::exp(-m * m / 4) + m * std::erf(m / 2);
    const Real energy = 2 * mean - 2 * root * std::sqrt(2 / pi);
    const struct {
        std::string metric;
        Real expected;
    } cases[] = {{"w2", m}, {"energy", energy}, {"moments", m * m}};
    const Comparison sets = compare(normal(1, n, 1), normal(2, n, 1, m), normal(3, n, 1, m));
    for (const auto& [metric, expected] : cases) {
        const std::string tried = metric;
        CAPTURE(tried);
        const Measurement found = measure(metric, sets, 0, alone());
        CHECK(found.estimate.se < 0.1 * expected);
        CHECK(std::abs(found.estimate.value - expected) < 5 * found.estimate.se);
    }
}

TEST_CASE("energy of a set and itself is 0, and its jackknife is that of sets without a row") {
    const Rows a = normal(1, 40, 3), b = normal(2, 30, 3, 0.5);
    CHECK(std::abs(value("energy", a, a)) < 1e-14);
    const Spec spec("energy", two_samples());
    const LeftOut left_out = two_samples().maker(spec).left_out({a, b, spec, Random(0, "metric"), alone()});
    CHECK(left_out.value == value("energy", a, b));
    const auto without = [](const Rows& rows, std::size_t i) {
        return Rows(xt::concatenate(
            xt::xtuple(row_range(rows, 0, i), row_range(rows, i + 1, row_count(rows) - i - 1))));
    };
    for (const std::size_t i : {std::size_t{0}, std::size_t{7}, std::size_t{29}}) {
        CHECK(left_out.without_a(i) == doctest::Approx(value("energy", without(a, i), b)).epsilon(1e-11));
        CHECK(left_out.without_b(i) == doctest::Approx(value("energy", a, without(b, i))).epsilon(1e-11));
    }
}

TEST_CASE("copies are counted, and rows apart are none") {
    const Rows b = normal(1, 100, 2);
    Rows a = row_range(b, 0, 50) + 1e-6;
    xt::view(a, xt::range(0, 20), xt::all()) += 10.0;
    const Measurement found = measure("copies", compare(a, b, normal(2, 50, 2)), 0, alone());
    CHECK(found.estimate.value == doctest::Approx(0.6));
    CHECK(found.estimate.se == doctest::Approx(std::sqrt(0.6 * 0.4 / 49)));
    CHECK(value("copies:within=0", a, b) == 0);
}

// Over repetitions value and floor have one law, so that their means differ by less than five errors of the
// difference of two means.
TEST_CASE("the floor of two-sample metrics is their value between equal laws") {
    for (const std::string& metric : two_samples().names()) {
        Mean values, floors;
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const Measurement found = null_measurement(metric, seed, 60);
            values.add(found.estimate.value), floors.add(found.floor.value);
        }
        CAPTURE(metric);
        if (metric_named(metric).positive_floor) CHECK(floors.value() > 0);
        CHECK(std::abs(values.value() - floors.value()) < 5 * std::hypot(values.error(), floors.error()));
    }
}

// Over R = 100 repetitions a standard deviation is off by 1 / sqrt(2 R) = 7 % (one sigma) and the mean of 100
// error bars by less. Five sigma: within 1 / 1.4 and 1.4; jackknife and batches are biased by a few per cent.
TEST_CASE("error bars of two-sample metrics are the standard deviation over repetitions of the experiment" *
          doctest::test_suite("slow")) {
    for (const char* const metric : {"w2", "energy", "moments"}) {
        Mean values;
        Real squares = 0;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            const Measurement found = measure(
                metric, compare(normal(2 * seed, 200, 2), normal(2 * seed + 1, 200, 2, 1), zeros(200, 2)), 0,
                alone());
            values.add(found.estimate.value);
            squares += found.estimate.se * found.estimate.se / 100;
        }
        const Real deviation = values.error() * 10;
        CAPTURE(metric);
        CAPTURE(deviation);
        CAPTURE(std::sqrt(squares));
        CHECK(std::sqrt(squares) > deviation / 1.4);
        CHECK(std::sqrt(squares) < deviation * 1.4);
    }
}

TEST_CASE("with pairs a metric is the mean over disjoint parts, its error that of the mean") {
    const Rows a = normal(1, 103, 2), b = normal(2, 101, 2);
    Mean parts;
    for (std::size_t k = 0; k < 5; ++k)
        parts.add(value("w2", row_range(a, k * 20, 20), row_range(b, k * 20, 20)));
    const Measurement found = measure("w2:pairs=5", compare(row_range(a, 0, 101), b, a), 0, alone());
    CHECK(found.metric == "w2:pairs=5");
    CHECK(found.estimate.value == parts.value());
    CHECK(found.estimate.se == parts.error());
}

TEST_CASE("without exact rows the floor is taken from the second set itself") {
    const Rows a = normal(1, 100, 2), b = normal(2, 220, 2);
    const Comparison enough = compare(a, b);
    CHECK(distance(enough.a, a) == 0);
    CHECK(distance(enough.b, row_range(b, 0, 100)) == 0);
    CHECK(distance(enough.exact, row_range(b, 100, 100)) == 0);
    const Comparison halves = compare(a, row_range(b, 0, 81));
    CHECK(distance(halves.a, row_range(a, 0, 40)) == 0);
    CHECK(distance(halves.b, row_range(b, 0, 40)) == 0);
    CHECK(distance(halves.exact, row_range(b, 40, 40)) == 0);
}

TEST_CASE("two-sample metrics give the same bytes for any number of threads") {
    ThreadPool three(3);
    for (const std::string& name : two_samples().names())
        for (const std::string& metric : {name, name + ":pairs=3"}) {
            const Comparison sets = compare(normal(1, 700, 3), normal(2, 700, 3), normal(3, 700, 3));
            const Measurement one = measure(metric, sets, 1, alone()),
                              other = measure(metric, sets, 1, three);
            CAPTURE(metric);
            CHECK(one.estimate.value == other.estimate.value);
            CHECK(one.estimate.se == other.estimate.se);
            CHECK(one.floor.value == other.floor.value);
            CHECK(one.floor.se == other.floor.se);
        }
}

TEST_CASE("sets that a metric cannot compare are refused") {
    const auto measured = [](const std::string& metric, const Rows& a, const Rows& b) {
        return measure(metric, compare(a, b, a), 0, alone());
    };
    CHECK_THROWS_WITH_AS(measured("energy", zeros(9, 2), zeros(9, 3)),
                         "expected rows of one dimension, found 2 and 3", Error);
    CHECK_THROWS_WITH_AS(measured("energy", zeros(9, 2), zeros(1, 2)),
                         "too few rows: metric 'energy' needs at least 2, found 1", Error);
    CHECK_THROWS_WITH_AS(measured("w2:pairs=4", zeros(7, 2), zeros(7, 2)),
                         "too few rows: metric 'w2' needs at least 8 for 4 pairs, found 7", Error);
    CHECK_THROWS_WITH_AS(measured("w2", zeros(9, 2), zeros(8, 2)),
                         "metric 'w2' compares sets of one size, found 9 and 8 rows", Error);
    CHECK_THROWS_WITH_AS(compare(zeros(9, 2), zeros(9, 2), zeros(8, 2)),
                         "too few exact rows for a floor: needs at least 9, found 8", Error);
    CHECK_THROWS_AS(measured("w2:pairs=0", zeros(9, 2), zeros(9, 2)), UsageError);
    CHECK(std::isnan(measured("w2", normal(1, 39, 2), normal(2, 39, 2)).estimate.se));
}
