#include "train/validation.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "path/arc.hpp"
#include "train/denoise.hpp"

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
    const Validation validation(recipe, {}, set, 256);
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

TEST_CASE(
    "independent pairs give the same bytes however many are coupled at once, and more than a batch never "
    "are") {
    const std::size_t n = 300;
    TrainingSet set{std::vector<float>(2 * n), n, 2, {}, 0};
    Random(4, "set").normal_rows(0, n, 2, 0, set.rows.data());
    const auto network = make_network("mlp:width=8", 2, 0);
    const Floats parameters = network->initial(Random(1, "network"));
    ThreadPool pool(2);
    Recipe recipe;
    recipe.schedule = "linear";
    const auto never = [] { return false; };
    const auto measured = [&](std::size_t batch) {
        return Validation(recipe, {}, set, batch).measure(*network, parameters.data(), pool, never)->sum;
    };
    const auto whole = measured(1'000'000);
    for (const std::size_t batch : {1, 100, 128, 256, 1000}) CHECK(measured(batch) == whole);

    for (const std::size_t batch : {64, 100, 4096}) {
        const auto coupling = std::make_shared<Shift>(path_ends(recipe, set, 0).x0, std::vector<float>{1, 2});
        const Regression regression(
            {coupling, denoising_target(recipe, {}, path_of(recipe, 0)), Loss::square, 0}, {});
        Validation(regression, n, batch).measure(*network, parameters.data(), pool, never);
        CHECK(coupling->largest == batch);
    }
}
