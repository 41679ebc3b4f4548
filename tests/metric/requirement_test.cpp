#include "metric/requirement.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace drift::all;

namespace {

const std::vector<Measurement> measurements{
    {"nll", {1.5, 0.1}, {1.25, 0.1}, 9}, {"order", {}}, {"w2:pairs=20", {3, 0.1}, {2, 0.1}, 9}};

void require(const std::string& text) {
    Requirement(text, {"nll", "order", "w2:pairs=20"}).check(measurements);
}

}  // namespace

TEST_CASE("a requirement holds or is an error of its own kind") {
    for (const char* met : {"nll<1.6", "nll<=1.5", "nll>1", "nll>=1.5", "nll/floor<1.21", "nll/floor>=1.2",
                            "nll-floor<0.26", "nll-floor>=0.25", "w2/floor<=1.5", "w2:pairs=20-floor<=1"})
        CHECK_NOTHROW(require(met));
    for (const char* not_met : {"nll<1.5", "nll>1.5", "nll<=1", "nll>=1.6", "nll/floor<1.2", "nll-floor<0.25",
                                "w2/floor<1.5", "order>0", "order<0"})
        CHECK_THROWS_AS(require(not_met), Unmet);
    CHECK_THROWS_WITH_AS(require("nll<1.2"), "required figure not met: 'nll<1.2', found 1.5", Unmet);
}

TEST_CASE("a requirement that cannot be read is a wrong command line") {
    for (const char* wrong : {"", "nll", "nll=1", "<1", "nll<", "nll<one", "nll<nan", "nll/flor<1",
                              "nll-flor<1", "nlll<1", "w<1"})
        CHECK_THROWS_AS(require(wrong), UsageError);
    CHECK_THROWS_WITH_AS(
        require("nlll<1"),
        "unknown figure to require 'nlll' (did you mean 'nll'?); known: nll, order, w2:pairs=20", UsageError);
    for (const char* bare : {"order/floor<1", "order-floor<1"})
        CHECK_THROWS_WITH_AS(require(bare), "figure 'order' has no floor to compare with", UsageError);
}

TEST_CASE("a floor that is not above 0 is nothing to count in, and a difference is") {
    const std::vector<Measurement> below{{"nll", {-1.5, 0.1}, {-1.766, 0.1}, 9},
                                         {"w2", {1, 0.1}, {0, 0.1}, 9}};
    const auto check = [&](const std::string& text) { Requirement(text, {"nll", "w2"}).check(below); };
    CHECK_THROWS_WITH_AS(check("nll/floor<1.1"),
                         "the floor of 'nll' is -1.766, which cannot be counted in: require a difference, "
                         "'nll-floor<...'",
                         UsageError);
    CHECK_THROWS_AS(check("w2/floor<2"), UsageError);
    CHECK_NOTHROW(check("nll-floor<0.27"));
    CHECK_THROWS_AS(check("nll-floor<0.26"), Unmet);
}
