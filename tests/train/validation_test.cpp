#include "train/validation.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace drift::all;

// A network of zeros answers 0, so that its loss is the mean square of the target: of v on a Gaussian set of
// variance 1, alpha^2 + sigma^2 = 1 at every level. The square has variance 2: 5 standard errors over n d.
TEST_CASE("the validation loss of a network that says nothing is the variance of its target") {
    const std::size_t n = 2000, d = 2;
    TrainingSet set{std::vector<float>(n * d), n, d, {}, 0};
    Random(4, "set").normal_rows(0, n, d, 0, set.rows.data());
    const auto network = make_network("mlp:width=8", d, 0);
    const Floats zeros(network->layout().size(), 0.0F);
    ThreadPool pool(2);
    Recipe recipe;
    recipe.schedule = "vp-cosine";
    const Validation validation(recipe, {}, set);
    const auto never = [] { return false; };
    const LossByLevel levels = *validation.measure(*network, zeros.data(), pool, never);
    for (std::size_t l = 0; l < LossByLevel::count; ++l) {
        CHECK(std::abs(levels.rows[l] - n) <= 1);
        // the rows drawn come from one set of n, so its own sampling error counts beside theirs
        CHECK(std::abs(levels.means()[l] - 1) < 2 * 5 * std::sqrt(2.0 / (n * d)));
    }
    CHECK(validation.measure(*network, zeros.data(), *std::make_unique<ThreadPool>(1), never)->sum ==
          levels.sum);
    CHECK_FALSE(validation.measure(*network, zeros.data(), pool, [] { return true; }));
}
