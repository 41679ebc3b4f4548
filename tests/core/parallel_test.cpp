#include "core/parallel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <thread>
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

// A worker that looked for slices in one loop may wake in another, whose work, number of slices and locals are
// others: each slice writes the number of its loop. No two slices run at once on one worker, whose workspace they use.
TEST_CASE(
    "slices long and short, of many loops and of more threads than processors, are each done once in their "
    "loop") {
    for (const unsigned size : {2U, processors() + 1, 4 * processors() + 3}) {
        CAPTURE(size);
        ThreadPool pool(size);
        std::vector<std::atomic<int>> busy(size);
        std::uint32_t random = 1;
        const auto below = [&random](std::uint32_t n) {
            return (random = random * 1664525 + 1013904223) / 65536 % n;
        };
        int wrong = 0;
        for (int loop = 1; loop <= 300; ++loop) {
            const std::size_t slices = 1 + below(loop % 4 == 0 ? 200 : 5), long_one = below(8) * slices / 4;
            if (below(64) == 0)
                std::this_thread::sleep_for(std::chrono::microseconds(200));  // the others fall asleep
            std::vector<int> done(slices, 0);
            std::atomic<int> crossed = 0;
            pool.run(slices, [&, loop](std::size_t slice, unsigned worker) {
                crossed += busy[worker].fetch_add(1) != 0;
                if (slice == long_one && loop % 4 == 0)
                    std::this_thread::sleep_for(std::chrono::microseconds(100));
                if (slice % 8 == 1) std::this_thread::yield();
                done[slice] += loop;
                --busy[worker];
            });
            wrong += crossed + (done != std::vector<int>(slices, loop));
        }
        CHECK(wrong == 0);
    }
}

// The others are still looking for slices of a loop when the next one begins, and meet at each other's slices.
TEST_CASE("slices of no length are each done once in their loop, however fast loops follow each other") {
    for (const unsigned size : {2U, 3U}) {
        CAPTURE(size);
        ThreadPool pool(size);
        std::vector<int> done[2] = {std::vector<int>(3000), std::vector<int>(3000)};
        std::function<void(std::size_t, unsigned)> work[2];  // not where that of the loop before stood
        int wrong = 0;
        for (int loop = 1; loop <= 20000; ++loop) {
            const std::size_t slices = loop % 200 == 0 ? 3000 : 1 + static_cast<std::size_t>(loop) % 4;
            std::vector<int>& mine = done[loop % 2];
            std::fill_n(mine.begin(), slices, 0);
            work[loop % 2] = [&mine, loop](std::size_t slice, unsigned) { mine[slice] += loop; };
            pool.run(slices, work[loop % 2]);
            wrong += std::count(mine.begin(), mine.begin() + static_cast<long>(slices), loop) !=
                     static_cast<long>(slices);
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("pools that run beside each other keep their slices apart") {
    const auto sum = [](std::size_t slices) {
        ThreadPool pool(processors() + 1);
        std::size_t total = 0;
        for (int repeat = 0; repeat < 300; ++repeat) {
            std::vector<std::size_t> part(slices, 0);
            pool.run(slices, [&](std::size_t slice, unsigned) { part[slice] = slice; });
            for (const std::size_t each : part) total += each;
        }
        return total;
    };
    std::vector<std::size_t> totals(3, 0);
    std::vector<std::thread> threads;
    for (std::size_t k = 0; k < totals.size(); ++k) threads.emplace_back([&, k] { totals[k] = sum(10 + k); });
    for (std::thread& thread : threads) thread.join();
    CHECK(totals == std::vector<std::size_t>{300 * 45, 300 * 55, 300 * 66});
}
