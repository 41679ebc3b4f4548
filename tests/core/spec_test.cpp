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

namespace {

const EntryList marks{
    "mark",
    {{"dot-mark", {{"size_of", "2", "", "", "diameter"}, {"fill", "no", "", "no=false,off yes=true,on"}}, ""},
     {"ring", {{"kind", "thin", "", "thin thick=bold_one"}}, ""},
     {"file", {{"PATH", "", ""}}, ""}},
    {{"blob", "dot-mark"}, {"bold_ring", "ring:kind=thick"}}};

}  // namespace

TEST_CASE("names, keys and words are read in any case and with any separator, paths as they are") {
    for (const char* text :
         {"dot-mark:size_of=3,fill=yes", "Dot_Mark:SizeOf=3,FILL=True", "DOTMARK:size-of=3,fill=On",
          "blob:Diameter=3,fill=YES", "BLOB:size_of=3,fill=true"}) {
        CAPTURE(text);
        CHECK(Spec(text, marks).spelled() == "dot-mark:size_of=3,fill=yes");
        CHECK(Spec(text, marks).flag("fill"));
    }
    CHECK(Spec("FILE:Dir/My_File", marks).spelled() == "file:Dir/My_File");
    CHECK(Spec("Ring", marks).spelled() == "ring");
    CHECK(Spec("ring:kind=BoldOne", marks).word("kind") == "thick");
}

TEST_CASE("an alias stands for an entry with settings, which may be given anew") {
    CHECK(Spec("bold_ring", marks).canonical() == "ring:kind=thick");
    CHECK(Spec("bold_ring", marks).given("kind"));
    CHECK(Spec("bold_ring:kind=thin", marks).spelled() == "ring:kind=thin");
    CHECK(Spec("blob", marks).spelled() == "dot-mark");
    CHECK_THROWS_AS(Spec("bold_ring:kind=thin,kind=thin", marks), UsageError);
    CHECK_THROWS_WITH_AS(Spec("ring:kind=thikc", marks),
                         "unknown kind of mark ring 'thikc' (did you mean 'thick'?); known: thin, thick",
                         UsageError);
    CHECK(&marks.find("blob") == &marks.entries[0]);
}

TEST_CASE("a suggestion differs in two fifths of the letters at most, or holds what was typed") {
    const std::vector<std::string> all{"ve", "vp-linear", "edm", "ddpm", "waves", "depth", "ipndm-4", "help"};
    CHECK(nearest("vp", all) == "vp-linear");
    CHECK(nearest("pndm", all) == "ipndm-4");
    CHECK(nearest("layers", all) == "");
    CHECK(nearest("hlep", all) == "help");
    CHECK(nearest("DDMP", all) == "ddpm");
    CHECK(nearest("v", all) == "");
}

TEST_CASE("a whole number may have an exponent, and is whole") {
    CHECK(parse_count("1e3", "n") == 1000);
    CHECK(parse_count("1.5E3", "n") == 1500);
    CHECK(parse_count("18446744073709551615", "n") == 18446744073709551615u);
    for (const char* bad : {"1.5", "1e-1", "-1e3", "1e", "e3", "1e300", "0x10", "", "1 e3", "inf", "+5"})
        CHECK_THROWS_WITH_AS(parse_count(bad, "n"), doctest::Contains("not a whole number"), UsageError);
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
