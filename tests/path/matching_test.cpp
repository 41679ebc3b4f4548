#include "path/matching.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "io/npy.hpp"
#include "transport/assignment.hpp"

using namespace drift::all;

namespace {

std::vector<std::size_t> partners(const std::string& spec, const Rows& x0, const Rows& x1,
                                  const Labels& labels = {}, std::uint64_t first = 0, unsigned threads = 2) {
    ThreadPool pool(threads);
    return make_matching(spec, Random(5, "matching"))->partners(x0, x1, labels, first, pool);
}

Real cost_of(const Rows& x0, const Rows& x1, const std::vector<std::size_t>& partner) {
    Real sum = 0;
    for (std::size_t i = 0; i < partner.size(); ++i)
        for (std::size_t j = 0; j < dimension(x0); ++j)
            sum += std::pow(x0(i, j) - x1(partner[i], j), 2) / static_cast<Real>(partner.size());
    return sum;
}

Rows normal(const std::string& name, std::size_t n, std::size_t d) {
    return Random(3, name).normal_rows(0, n, d);
}

}  // namespace

// 256 pairs of a Gaussian with a spiral, computed by other people's code; its cost is unique but for ties.
TEST_CASE("the exact matching is the reference's permutation, at its cost") {
    const std::string folder = DRIFT_TESTS "/reference/flow/";
    const Rows base = npy::read_rows(folder + "ot_base.npy"),
               target = npy::read_rows(folder + "ot_target.npy");
    const Labels permutation = npy::read_labels(folder + "ot_permutation.npy");
    const Rows cost = npy::read_rows(folder + "ot_cost.npy");
    const std::vector<std::size_t> found = partners("ot", base, target);
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(static_cast<int>(found[i]) == permutation[i]);
    const Real mean = cost_of(base, target, found), sum = mean * static_cast<Real>(found.size());
    bool known = false;
    for (std::size_t i = 0; i < cost.size(); ++i)
        known = known || std::abs(cost.data()[i] - mean) < 1e-12 * mean ||
                std::abs(cost.data()[i] - sum) < 1e-12 * sum;
    CHECK(known);
}

TEST_CASE("matched by class, rows go to the rows of x1 in the places of their class, as cheaply as can be") {
    const std::size_t n = 90;
    const Rows x0 = normal("x0", n, 2), x1 = normal("x1", n, 2);
    Labels labels(n);
    for (std::size_t i = 0; i < n; ++i) labels[i] = static_cast<int>(i * i % 3);
    const std::vector<std::size_t> found = partners("ot:by_class=yes", x0, x1, labels);
    for (std::size_t i = 0; i < n; ++i) CHECK(labels[found[i]] == labels[i]);
    std::vector<std::size_t> sorted = found;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < n; ++i) CHECK(sorted[i] == i);
    // The same as one matching at costs that forbid another class.
    Rows cost = squared_distances(x0, x1);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            if (labels[i] != labels[j]) cost(i, j) += 1e6;
    CHECK(cost_of(x0, x1, found) == doctest::Approx(cost_of(x0, x1, assignment(cost))).epsilon(1e-13));
    CHECK(cost_of(x0, x1, partners("ot", x0, x1)) < cost_of(x0, x1, found));
    CHECK_THROWS_AS(partners("ot:by_class=yes", x0, x1), UsageError);
}

// Entropic partners cost the plan's own cost on average, between the exact one and that of independent pairs;
// with a small regularisation the exact one, up to its entropy epsilon log n.
TEST_CASE(
    "entropic partners come from the plan: near the exact ones for little entropy, independent for much") {
    const std::size_t n = 200;
    const Rows x0 = normal("x0", n, 2), x1 = 1.5 * normal("x1", n, 2) + 1.0;
    const Real exact = cost_of(x0, x1, partners("ot", x0, x1));
    const Real near = cost_of(x0, x1, partners("sinkhorn:epsilon=0.01", x0, x1));
    CHECK(near < exact + 0.01 * std::log(200.0) + 0.02);
    Real independent = 0;
    const Rows all = squared_distances(x0, x1);
    for (const Real each : all) independent += each / static_cast<Real>(all.size());
    Real spread = 0;
    for (const Real each : all) spread += std::pow(each - independent, 2) / static_cast<Real>(all.size());
    const Real standard_error = std::sqrt(spread / static_cast<Real>(n));
    for (const std::string name : {"independent", "sinkhorn:epsilon=1e6"}) {
        CAPTURE(name);
        CHECK(std::abs(cost_of(x0, x1, partners(name, x0, x1)) - independent) < 5 * standard_error);
    }
}

TEST_CASE("partners do not depend on threads, and those drawn are others further on in the stream") {
    const Rows x0 = normal("x0", 150, 3), x1 = normal("x1", 150, 3);
    for (const Entry& entry : matchings().entries) {
        CAPTURE(entry.name);
        CHECK(partners(entry.name, x0, x1, {}, 0, 1) == partners(entry.name, x0, x1, {}, 0, 3));
        if (entry.name != "ot")
            CHECK(partners(entry.name, x0, x1, {}, 0, 1) != partners(entry.name, x0, x1, {}, 150, 1));
    }
    CHECK_THROWS_AS(partners("ot", x0, row_range(x1, 0, 100)), Error);
}
