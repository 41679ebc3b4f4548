#include "train/loss_history.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "train/histories.hpp"

using namespace drift::all;

TEST_CASE("importance is uniform until every bin has its losses, and remembers the last of them only") {
    LossHistory history(2, 2, 0.1);
    history.add(std::vector<Real>{0.1, 0.2, 0.9}, std::vector<Real>{5, 5, 1});
    CHECK(history.quantile(0.3).u == doctest::Approx(0.3));
    CHECK(history.quantile(0.3).importance_weight == doctest::Approx(1));
    history.add(std::vector<Real>{0.9}, std::vector<Real>{1});
    CHECK(history.quantile(0).importance_weight == doctest::Approx(1 / (2 * (0.9 * 5 / 6 + 0.05))));
    history.add(std::vector<Real>{0.3, 0.3}, std::vector<Real>{1, 1});  // the 5s are forgotten
    CHECK(history.quantile(0).importance_weight == doctest::Approx(1));
}

TEST_CASE("a history is restored from its numbers, bit for bit") {
    LossHistory history = rising(5, 4, 0.01), other(5, 4, 0.01);
    history.add(std::vector<Real>{0.5}, std::vector<Real>{17});
    other.restore(history.state());
    for (const Real u : {0.0, 0.2, 0.77, 0.999}) {
        CHECK(other.quantile(u).u == history.quantile(u).u);
        CHECK(other.quantile(u).importance_weight == history.quantile(u).importance_weight);
    }
    history.add(std::vector<Real>{0.5}, std::vector<Real>{2});  // and goes on alike
    other.add(std::vector<Real>{0.5}, std::vector<Real>{2});
    CHECK(other.state() == history.state());
    CHECK_THROWS_AS(other.restore(std::vector<Real>(3)), Error);
    LossHistory none;
    CHECK(none.state().empty());
    CHECK_NOTHROW(none.restore({}));
}
