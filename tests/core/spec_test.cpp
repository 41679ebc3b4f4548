#include "core/spec.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"

using namespace drift::all;

namespace {

const EntryList shapes{"shape",
                       {{"circle", {{"radius", "2", "the radius"}}, "round"}, {"point", {}, "small"}}};

}  // namespace

TEST_CASE("a spec has the given settings and the defaults of the others") {
    CHECK(Spec("circle", shapes).number("radius", 0, 10) == 2);
    CHECK(Spec("circle:radius=3.5", shapes).number("radius", 0, 10) == 3.5);
    CHECK(Spec("circle:radius=3", shapes).canonical() == "circle:radius=3");
    CHECK(Spec("point", shapes).canonical() == "point");
}

TEST_CASE("an unknown name or key is an error that suggests the nearest") {
    CHECK_THROWS_WITH_AS(Spec("cirlce", shapes),
                         "unknown shape 'cirlce' (did you mean 'circle'?); known: circle, point", UsageError);
    CHECK_THROWS_WITH_AS(Spec("circle:radus=1", shapes),
                         "unknown setting of shape circle 'radus' (did you mean 'radius'?); known: radius",
                         UsageError);
    CHECK_THROWS_AS(Spec("point:radius=1", shapes), UsageError);
    CHECK_THROWS_AS(Spec("circle:radius", shapes), UsageError);
    CHECK_THROWS_AS(Spec("circle:radius=1,radius=2", shapes), UsageError);
    CHECK_THROWS_AS(Spec("", shapes), UsageError);
}

TEST_CASE("an entry whose one setting has no default takes all that follows the colon") {
    const EntryList sources{"source", {{"file", {{"PATH", "", "where"}}, "a file"}, shapes.entries[0]}};
    CHECK(Spec("file:a,b=c:d", sources).text("PATH") == "a,b=c:d");
    for (const char* bad : {"file", "file:"})
        CHECK_THROWS_WITH_AS(Spec(bad, sources), doctest::Contains("expected file:PATH, found"), UsageError);
    CHECK(sources.entries[0].form() == "file:PATH");
    CHECK(sources.entries[1].form() == "circle:radius=2");
    CHECK(description(sources) == "file\ta file\n  PATH\twhere\ncircle\tround\n  radius=2\tthe radius\n");
}

TEST_CASE("a value is a whole finite number in its range or an error") {
    for (const char* bad : {"nan", "inf", "1e999", "", "2x", " 2", "11", "-1", "0x1p2"})
        CHECK_THROWS_AS(Spec(std::string("circle:radius=") + bad, shapes).number("radius", 0, 10),
                        UsageError);
    CHECK(Spec("circle:radius=1e-3", shapes).number("radius", 0, 10) == 1e-3);
    CHECK_THROWS_AS(Spec("circle:radius=2.5", shapes).count("radius", 0, 10), UsageError);
}
