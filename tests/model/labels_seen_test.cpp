#include "model/labels_seen.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace drift::all;

TEST_CASE("what no row was trained on is what its labels lack, all classes at drop 1, none at drop 0") {
    CHECK(labels_seen({0, 3, 3, 1}, 4, 0.1) == LabelsSeen{{2}, true});
    CHECK(labels_seen({0, 1}, 2, 0) == LabelsSeen{{}, false});
    CHECK(labels_seen({0, 1}, 2, 1) == LabelsSeen{{0, 1}, true});
    CHECK(labels_seen({}, 0, 0) == LabelsSeen{{}, true});
}

TEST_CASE("a model is asked for nothing that it was never trained on, and the refusal names what it knows") {
    const LabelsSeen seen{{1, 3}, false};
    CHECK_NOTHROW(check_labels(seen, 5, {0, 2, 4, 4}));
    CHECK_THROWS_WITH_AS(check_labels(seen, 5, {0, 3}), "no class 3: the model knows 0, 2, 4", UsageError);
    CHECK_THROWS_WITH_AS(check_labels(seen, 5, {5}), "no class 5: the model knows 0, 2, 4", UsageError);
    CHECK_THROWS_WITH_AS(check_labels({}, 5, {-1}), "no class -1: the model knows 0 to 4", UsageError);
    CHECK_THROWS_WITH_AS(check_labels({}, 0, {0}), "the model has no classes to choose from", UsageError);
    CHECK_THROWS_WITH_AS(check_labels(seen, 5, {}),
                         "the model was never trained on rows without a class: choose among 0, 2, 4",
                         UsageError);
    CHECK_NOTHROW(check_labels({{0, 1}, true}, 2, {}));
    CHECK_THROWS_WITH_AS(check_labels({{0, 1}, true}, 2, {1}),
                         "no class 1: the model knows rows without a class alone", UsageError);
}
