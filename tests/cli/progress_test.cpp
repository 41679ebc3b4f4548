#include "cli/progress.hpp"

#include <doctest/doctest.h>

#include <iostream>
#include <sstream>

using namespace drift::all;

namespace {

constexpr std::uint64_t rows = 100000;

// What is drawn while many rows pass, the note asked for each time.
std::string drawn(const cli::Common& common, std::uint64_t total, int& notes) {
    std::ostringstream text;
    std::streambuf* const cerr = std::cerr.rdbuf(text.rdbuf());
    {
        cli::Progress progress(common, "rows", total);
        for (std::uint64_t row = 1; row <= rows; ++row)
            progress.at(row, [&] { return ++notes, std::string("loss 0.5"); });
    }
    std::cerr.rdbuf(cerr);
    return text.str();
}

}  // namespace

TEST_CASE("progress is silent unless a terminal or the user asks for it") {
    int notes = 0;
    CHECK(drawn({.progress = "never"}, rows, notes) == "");
    CHECK(drawn({.progress = "always", .quiet = true}, rows, notes) == "");
    CHECK(notes == 0);
}

TEST_CASE("progress is drawn seldom and ends full") {
    int notes = 0;
    const std::string text = drawn({.progress = "always"}, rows, notes);
    CHECK(notes >= 2);
    CHECK(notes < 100);  // many calls, ten drawings a second
    CHECK(text.find("[========================] 100%") != std::string::npos);
    CHECK(text.find("rows/s  loss 0.5") != std::string::npos);
    CHECK(drawn({.progress = "always"}, 0, notes).find('[') == std::string::npos);  // no bar without a total
}
