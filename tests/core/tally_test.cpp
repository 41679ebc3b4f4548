#include "core/tally.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "core/parallel.hpp"

using namespace drift::all;

TEST_CASE("a tally says sums that do not fall, and what one thread added last") {
    std::vector<std::uint64_t> said;
    Tally tally([&](std::uint64_t done) { said.push_back(done); });
    ThreadPool pool(3);
    pool.run(1000, [&](std::size_t slice, unsigned) { tally.add(slice); });
    CHECK(!said.empty());
    CHECK(std::is_sorted(said.begin(), said.end()));
    CHECK(said.back() <= 999 * 500);
    tally.add(1);
    CHECK(said.back() == 999 * 500 + 1);
    CHECK_NOTHROW(Tally({}).add(5));
}
