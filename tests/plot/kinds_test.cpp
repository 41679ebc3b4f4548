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
            const bool counts = option.takes == KindOption::Takes::count;
            const bool in_range = counts || option.takes == KindOption::Takes::number;
            CHECK(in_range == (option.low < option.high));
            CHECK((option.takes == KindOption::Takes::word) == !option.words.empty());
            if (option.by_default)
                CHECK((option.low <= *option.by_default && *option.by_default <= option.high));
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
    const auto defaults = [](const std::string& name) { return Settings(kind_named(name).options); };
    CHECK(draw("scatter", folder / "x.npy", defaults("scatter")).canvas.image().height > 320);
    CHECK(draw("images", folder / "images.npy", defaults("images")).summary == "3 images\n");

    Settings of_images = defaults("images");
    of_images.counts["columns"] = 3, of_images.counts["scale"] = 5;
    CHECK(draw("images", folder / "images.npy", of_images).canvas.image().width == 3 * 16 + 1);
    Settings settings = defaults("scatter");
    settings.lists["window"] = {-1, 3, 0, 4};
    CHECK(draw("scatter", folder / "x.npy", settings).summary == "window -1,3,0,4\n");
    settings.flags["own-windows"] = true;
    CHECK_THROWS_AS(draw("scatter", folder / "x.npy", settings), UsageError);
}

TEST_CASE("two kinds have options of one name, each with its own default") {
    using Takes = KindOption::Takes;
    const auto options = [](Real bins, Real width) {
        return std::vector<KindOption>{
            {.name = "bins", .takes = Takes::count, .help = "h", .low = 1, .high = 100, .by_default = bins},
            {.name = "width", .takes = Takes::number, .help = "h", .low = 0, .high = 9, .by_default = width},
            {.name = "at", .takes = Takes::number, .help = "h", .low = 0, .high = 9},
            {.name = "map",
             .takes = Takes::word,
             .help = "h",
             .words = {"grey", "viridis"},
             .word_by_default = "viridis"}};
    };
    const Settings hist(options(40, 0.5)), density(options(7, 2.25));
    CHECK((hist.count("bins") == 40u && density.count("bins") == 7u));
    CHECK((hist.number("width") == 0.5 && density.number("width") == 2.25));
    CHECK(!hist.number("at"));
    CHECK(hist.text("map") == "viridis");
    CHECK(!Settings().count("bins"));
}
