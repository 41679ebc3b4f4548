#include "path/chain.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "path/path.hpp"

using namespace drift::all;

namespace {

struct Moments {
    Real mean, variance;
};

// Of column j.
Moments moments(const Rows& x, std::size_t j) {
    const auto n = static_cast<Real>(row_count(x));
    Real mean = 0, square = 0;
    for (std::size_t i = 0; i < row_count(x); ++i) mean += x(i, j) / n;
    for (std::size_t i = 0; i < row_count(x); ++i) square += (x(i, j) - mean) * (x(i, j) - mean) / n;
    return {mean, square};
}

}  // namespace

// Mean alpha x0 and variance sigma^2 at each time, within five standard errors: sigma / sqrt(n), sigma^2
// sqrt(2 / n).
TEST_CASE("the chain of exact transitions has the path's law at each of its times") {
    const std::size_t n = 20000;
    const Rows x0 = zeros(n, 1) + 2;
    for (const std::string spec :
         {"ve", "vp-linear", "vp-cosine", "vp-discrete", "sub-vp", "ve-geometric", "edm", "linear"}) {
        const std::vector<Scales> grid = scales(*make_schedule(spec), uniform_grid(4));
        const Rows x = path_chain(x0, chain_noise(Random(0, spec), 0, n, 5, 1), grid);
        for (std::size_t k = 0; k <= 4; ++k) {
            const auto [mean, variance] = moments(x, k);
            const Real sigma = grid[k].sigma;
            CAPTURE(spec);
            CAPTURE(k);
            CHECK(std::abs(mean - 2 * grid[k].alpha) <= 5 * sigma / std::sqrt(n) + 1e-12);
            CHECK(std::abs(variance - sigma * sigma) <= 5 * sigma * sigma * std::sqrt(2.0 / n) + 1e-12);
        }
    }
}

TEST_CASE("on ve the steps of the chain are independent of variance sigma_q^2 dt") {
    const std::vector<Scales> grid = scales(*make_schedule("ve:sigma_q=3"), uniform_grid(9));
    const Rows x0{{5.0}}, z = chain_noise(Random(0, "z"), 7, 1, 10, 1), x = path_chain(x0, z, grid);
    CHECK(x(0, 0) == 5);
    for (std::size_t k = 1; k <= 9; ++k) CHECK(std::abs(x(0, k) - x(0, k - 1) - z(0, k)) < 1e-13);
}

TEST_CASE("the chain's noise of a row does not depend on the rows beside it") {
    const Random random(3, "chain");
    const Rows all = chain_noise(random, 0, 5, 3, 2), one = chain_noise(random, 4, 1, 3, 2);
    CHECK(distance(one, row_range(all, 4, 1)) == 0);
}
