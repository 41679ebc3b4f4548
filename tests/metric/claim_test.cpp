#include "metric/claim.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "core/error.hpp"

using namespace drift::all;

TEST_CASE("the tutorials' claims hold") {
    for (const Claim& claim : claims()) {
        const Real computed = claim.compute();
        CAPTURE(claim.id);
        CAPTURE(claim.says);
        CAPTURE(claim.expected);
        CAPTURE(computed);
        CHECK(claim.holds(computed));
    }
}

TEST_CASE("every claim has an id of its own, a statement, an equation, a source and a tolerance") {
    std::set<std::string> ids;
    for (const Claim& claim : claims()) {
        CAPTURE(claim.id);
        CHECK(ids.insert(claim.id).second);
        for (const std::string& text : {claim.says, claim.equation, claim.source}) {
            CHECK_FALSE(text.empty());
            CHECK(text.find_first_of("\t\n") == std::string::npos);
        }
        CHECK(claim.tolerance > 0);
    }
}

TEST_CASE("a claim holds within its tolerance, and never by NaN") {
    const Claim claim{
        .id = "X", .says = {}, .equation = {}, .source = {}, .expected = 1, .tolerance = 0.5, .compute = {}};
    CHECK(claim.holds(1.5));
    CHECK(claim.holds(0.5));
    CHECK_FALSE(claim.holds(1.6));
    CHECK_FALSE(claim.holds(std::nan("")));
}

TEST_CASE("claims are found by id, by group, and all at once") {
    CHECK(claims_named("N5.2").size() == 1);
    CHECK(claims_named("N5").size() == 3);
    CHECK(claims_named("E4,N5.2").size() == 4);
    CHECK(claims_named("all").size() == claims().size());
    CHECK_THROWS_WITH_AS(claims_named("N55"), doctest::Contains("unknown claim 'N55' (did you mean 'N5'?)"),
                         UsageError);
    CHECK_THROWS_AS(claims_named("N5.4"), UsageError);
}
