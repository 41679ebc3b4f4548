#include "core/parallel.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <vector>

#include "core/error.hpp"

using namespace drift::all;

TEST_CASE("every slice is done once, whatever the number of threads") {
    for (const unsigned size : {1U, 2U, 3U, 8U}) {
        ThreadPool pool(size);
        for (int repeat = 0; repeat < 200; ++repeat)
            for (const std::size_t slices :
                 {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{37}}) {
                std::vector<int> times(slices, 0);
                pool.run(slices, [&](std::size_t slice, unsigned worker) {
                    if (worker >= size) throw Error("no such worker");
                    ++times[slice];
                });
                CHECK(times == std::vector<int>(slices, 1));
            }
    }
}

TEST_CASE("the failure of the lowest slice is the one reported, and the pool goes on") {
    ThreadPool pool(4);
    for (int repeat = 0; repeat < 50; ++repeat) {
        const auto fail = [&](std::size_t slice, unsigned) {
            if (slice % 10 == 7) throw Error("slice ", slice);
        };
        CHECK_THROWS_WITH_AS(pool.run(40, fail), "slice 7", Error);
    }
    std::atomic<int> done = 0;
    pool.run(10, [&](std::size_t, unsigned) { ++done; });
    CHECK(done == 10);
}
