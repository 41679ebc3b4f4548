#include "distribution/mixture.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/error.hpp"
#include "core/linear_algebra.hpp"
#include "distance.hpp"

using namespace drift::all;

namespace {

const std::string tilted =
    R"({"weights":[0.25,0.75],"means":[[0,0],[4,-1]],"covs":[[[2,0.5],[0.5,1]],[[1,0],[0,0.25]]],"labels":[3,1]})";

void refuses(const std::string& json, const std::string& why) {
    CAPTURE(json);
    CHECK_THROWS_WITH_AS(parse_mixture(json, "m.json"), doctest::Contains(why.c_str()), Error);
}

}  // namespace

TEST_CASE("a symmetric matrix is U diag(values) U^T") {
    const Rows a{{4, 1, -2}, {1, 3, 0.5}, {-2, 0.5, 1}};
    const Eigen eigen = symmetric_eigen(a);
    Rows back = zeros(3, 3), unit = zeros(3, 3);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 3; ++k) {
                back(i, j) += eigen.vectors(i, k) * eigen.values(k) * eigen.vectors(j, k);
                unit(i, j) += eigen.vectors(k, i) * eigen.vectors(k, j);
            }
    CHECK(distance(back, a) < 1e-14);
    CHECK(distance(unit, Rows{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) < 1e-14);
}

TEST_CASE("a mixture survives its JSON") {
    const Mixture mixture = parse_mixture(tilted, "tilted");
    CHECK(mixture.labels == Labels{3, 1});
    CHECK(mixture.variances(0, 0) + mixture.variances(0, 1) == doctest::Approx(3).epsilon(1e-14));
    CHECK(mixture.variances(0, 0) * mixture.variances(0, 1) == doctest::Approx(1.75).epsilon(1e-14));
    const Mixture again = parse_mixture(to_json(mixture), "again");
    CHECK(distance(again.means, mixture.means) == 0);
    CHECK(distance(again.variances, mixture.variances) < 1e-14);
    const std::string round = R"({"weights":[0.5,0.5],"means":[[0.0],[1.0]],"stds":[0.5,2.0]})";
    CHECK(to_json(parse_mixture(round, "round")) == round);
}

// Mean and covariance of the whole: sum w m, sum w (C + m m^T) - mean mean^T; five standard errors, the
// fourth moments bounded by those of the widest component.
TEST_CASE("draws of a mixture have its mean, covariance and weights") {
    const std::size_t n = 100000;
    Labels classes;
    const Rows x = draw(parse_mixture(tilted, "tilted"), Random(1, "mixture"), 0, n, &classes);
    Real mean[2] = {}, cov[3] = {}, first = 0;
    for (std::size_t i = 0; i < n; ++i) {
        mean[0] += x(i, 0) / n, mean[1] += x(i, 1) / n;
        first += classes[i] == 3;
    }
    for (std::size_t i = 0; i < n; ++i) {
        const Real a = x(i, 0) - mean[0], b = x(i, 1) - mean[1];
        cov[0] += a * a / n, cov[1] += a * b / n, cov[2] += b * b / n;
    }
    const Real unit = 5 / std::sqrt(n);
    CHECK(std::abs(first / n - 0.25) < unit * std::sqrt(0.25 * 0.75));
    CHECK(std::abs(mean[0] - 3) < unit * std::sqrt(4.25));
    CHECK(std::abs(mean[1] + 0.75) < unit * std::sqrt(0.625));
    CHECK(std::abs(cov[0] - 4.25) < unit * 4.25 * 2);
    CHECK(std::abs(cov[1] + 0.625) < unit * 3);
    CHECK(std::abs(cov[2] - 0.625) < unit * 0.625 * 2);
}

TEST_CASE("a draw does not depend on the rows beside it") {
    const Mixture mixture = parse_mixture(tilted, "tilted");
    const Random random(1, "mixture");
    const Rows all = draw(mixture, random, 0, 1000);
    CHECK(distance(draw(mixture, random, 700, 300), row_range(all, 700, 300)) == 0);
}

TEST_CASE("one class of a mixture has its components, their weights summing to 1") {
    const Mixture mixture = parse_mixture(
        R"({"weights":[0.5,0.25,0.25],"means":[[0],[1],[2]],"stds":[1,2,3],"labels":[0,1,1]})", "three");
    const Mixture part = only_class(mixture, 1);
    CHECK(distance(part.weights, Vector{0.5, 0.5}) == 0);
    CHECK(distance(part.means, Rows{{1}, {2}}) == 0);
    CHECK(distance(part.variances, Rows{{4}, {9}}) == 0);
    CHECK(part.labels == Labels{1, 1});
    CHECK_THROWS_WITH_AS(only_class(mixture, 2), doctest::Contains("label 2"), Error);
}

TEST_CASE("a bad mixture is refused with its file and what is wrong") {
    refuses("{", "bad mixture in 'm.json': it is not JSON");
    refuses("[]", "not an object");
    refuses(R"({"weights":[1],"means":[[0]],"stds":[1],"weights":[1]})", "'weights' is given twice");
    refuses(R"({"weights":[1],"means":[[0]],"std":[1]})", "did you mean 'stds'");
    refuses(R"({"weights":[1],"stds":[1]})", "'means' is missing");
    refuses(R"({"weights":[1],"means":[[0]]})", "either 'stds' or 'covs'");
    refuses(R"({"weights":[],"means":[],"stds":[]})", "no components");
    refuses(R"({"weights":[0.5,0.4],"means":[[0],[0]],"stds":[1,1]})", "sum to 0.9");
    refuses(R"({"weights":[1.5,-0.5],"means":[[0],[0]],"stds":[1,1]})", "negative");
    refuses(R"({"weights":[0.5,0.5],"means":[[0]],"stds":[1,1]})", "expected 2 means, found 1");
    refuses(R"({"weights":[0.5,0.5],"means":[[0,1],[0]],"stds":[1,1]})", "expected 2 numbers");
    refuses(R"({"weights":[1],"means":[["a"]],"stds":[1]})", "must be numbers");
    refuses(R"({"weights":[1],"means":[[0]],"stds":[-1]})", "std -1 is negative");
    refuses(R"({"weights":[1],"means":[[0]],"stds":[1e999]})", "not JSON");
    refuses(R"({"weights":[1],"means":[[0,0]],"covs":[[[1,0.5],[0.4,1]]]})", "not symmetric");
    refuses(R"({"weights":[1],"means":[[0,0]],"covs":[[[1,2],[2,1]]]})", "not positive semidefinite");
    refuses(R"({"weights":[1],"means":[[0]],"stds":[1],"labels":[-1]})", "labels must be whole");
    refuses(R"({"weights":[1],"means":[[0]],"stds":[1],"labels":[0,1]})", "expected 1 labels, found 2");
}
