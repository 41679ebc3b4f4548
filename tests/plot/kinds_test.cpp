// Kinds of pictures: the table, and a picture of each by its name alone.
#include "plot/kinds.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "io/npy.hpp"
#include "io/scratch.hpp"

using namespace drift::all;

TEST_CASE("every kind of picture has a name, a line of help, an input and options of different names") {
    CHECK(kinds().names() == std::vector<std::string>{"scatter", "images"});
    for (const Entry& entry : kinds().entries) {
        CAPTURE(entry.name);
        const Kind& kind = kind_named(entry.name);
        CHECK(!entry.help.empty());
        CHECK(!kind.input.empty());
        REQUIRE(bool(kind.draw));
        for (std::size_t i = 0; i < kind.options.size(); ++i) {
            const KindOption& option = kind.options[i];
            CAPTURE(option.name);
            CHECK(!option.help.empty());
            CHECK((option.takes == KindOption::Takes::text) == !option.form.empty());
            CHECK((option.takes == KindOption::Takes::count) == (option.high > 0));
            for (std::size_t j = 0; j < i; ++j) CHECK(option.name != kind.options[j].name);
        }
    }
}

TEST_CASE("a kind draws files with the settings that are given, and needs none") {
    const Folder folder;
    npy::write_rows(folder / "x.npy", Rows{{0, 0}, {1, 2}}, npy::Type::f4, {2});
    npy::write_rows(folder / "images.npy", zeros(3, 6), npy::Type::f4, {2, 3});
    const auto draw = [](const std::string& name, const std::string& file, const Settings& settings) {
        return kind_named(name).draw(Format::png, {file}, settings);
    };
    CHECK(draw("scatter", folder / "x.npy", {}).canvas.image().height > 320);
    CHECK(draw("images", folder / "images.npy", {}).summary == "3 images\n");

    Settings settings;
    settings.counts["columns"] = 3, settings.counts["scale"] = 5;
    CHECK(draw("images", folder / "images.npy", settings).canvas.image().width == 3 * 16 + 1);
    settings.numbers["window"] = {-1, 3, 0, 4};
    CHECK(draw("scatter", folder / "x.npy", settings).summary == "window -1,3,0,4\n");
    settings.flags["own-windows"] = true;
    CHECK_THROWS_AS(draw("scatter", folder / "x.npy", settings), UsageError);
}
