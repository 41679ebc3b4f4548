// Streams: the same bytes however they are cut and however many threads make them.
#include "io/stream.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/random.hpp"
#include "distance.hpp"
#include "io/pair.hpp"
#include "io/scratch.hpp"

using namespace drift::all;

namespace {

using Counts = std::vector<std::uint64_t>;

OnDone recorded(Counts& counts) {
    return [&counts](std::uint64_t done) { counts.push_back(done); };
}

// Rows that depend on their place in the stream alone.
Rows drawn(std::uint64_t first, std::size_t n, std::size_t d) {
    return Random(7, "stream").normal_rows(first, n, d);
}

// Arrays one after another in one file, as `cat` joins them.
std::string joined(const Folder& folder, const std::string& name, const std::vector<Rows>& arrays) {
    std::string bytes;
    for (const Rows& rows : arrays) {
        npy::write_rows(folder / "one", rows, npy::Type::f8, {dimension(rows)});
        bytes += contents(folder / "one");
    }
    write(folder / name, bytes);
    return folder / name;
}

// x + its place, so that an error in `first` shows.
Rows placed(Rows x, std::uint64_t first) {
    for (std::size_t i = 0; i < row_count(x); ++i)
        for (std::size_t j = 0; j < dimension(x); ++j) x(i, j) += static_cast<Real>(first + i);
    return x;
}

const std::size_t wide = 5000;  // pieces of 3 rows, blocks of 192

}  // namespace

TEST_CASE("a generated stream has the same bytes for any number of threads and any size of blocks") {
    const Folder folder;
    const std::size_t n = 700;
    npy::write_rows(folder / "whole", drawn(11, n, wide), npy::Type::f4, {wide});
    const std::string whole = contents(folder / "whole");
    for (const unsigned threads : {1u, 2u, 5u}) {
        CAPTURE(threads);
        ThreadPool pool(threads);
        Counts counts;
        npy::Writer out(folder / "out", npy::Type::f4, n, {wide});
        generate(11, n, out, pool, recorded(counts),
                 [](std::uint64_t first, std::size_t count) { return drawn(first, count, wide); });
        out.close();
        CHECK(contents(folder / "out") == whole);
        CHECK(counts == Counts{192, 384, 576, 700});
    }
    for (const std::size_t block : {1u, 13u, 700u, 1000u}) {
        CAPTURE(block);
        npy::Writer out(folder / "out", npy::Type::f4, n, {wide});
        generate(
            11, n, out, [=](std::uint64_t) { return block; }, {},
            [](std::uint64_t first, std::size_t count) { return drawn(first, count, wide); });
        out.close();
        CHECK(contents(folder / "out") == whole);
    }
}

TEST_CASE("blocks may end where the stream has its own bounds") {
    const Folder folder;
    npy::Writer out(folder / "out", npy::Type::f8, 10, {1});
    Counts firsts;
    generate(
        6, 10, out, [](std::uint64_t first) { return 4 - first % 4; }, {},
        [&](std::uint64_t first, std::size_t count) {
            firsts.push_back(first);
            return drawn(first, count, 1);
        });
    out.close();
    CHECK(firsts == Counts{6, 8, 12});
    CHECK(distance(npy::read_rows(folder / "out"), drawn(6, 10, 1)) == 0);
}

TEST_CASE("several arrays, some of them empty, are one stream and stay several arrays") {
    const Folder folder;
    const std::vector<Rows> arrays{zeros(0, wide), drawn(0, 250, wide), zeros(0, wide), drawn(1, 1, wide),
                                   drawn(2, 400, wide)};
    std::vector<Rows> expected;
    std::uint64_t first = 0;
    for (const Rows& rows : arrays) {
        expected.push_back(placed(rows, first));
        first += row_count(rows);
    }
    const std::string from = joined(folder, "in", arrays);
    const std::string whole = contents(joined(folder, "expected", expected));

    const auto check = [&](const std::string& path, const auto& cut, const Counts& expected_counts) {
        npy::Reader in(path);
        npy::Writer out(folder / "out", npy::Type::f8, in.rows(), {wide});
        Counts counts;
        CHECK(transform(in, out, cut, recorded(counts), placed) == 651);
        out.close();
        CHECK(contents(folder / "out") == whole);
        CHECK(counts == expected_counts);
    };
    for (const std::size_t block : {1u, 64u, 250u, 1000u}) {
        CAPTURE(block);
        Counts counts;
        std::size_t begin = 0;
        for (const std::size_t n : {250u, 1u, 400u}) {
            for (std::size_t done = 0; done < n;)
                counts.push_back(begin + (done = std::min(n, done + block)));
            begin += n;
        }
        check(
            from, [=](std::uint64_t) { return block; }, counts);
        const Pipe pipe(contents(from));
        check(
            pipe.path(), [=](std::uint64_t) { return block; }, counts);
    }
}

TEST_CASE("the pieces of a transformed stream have the same bytes for any number of threads") {
    const Folder folder;
    const std::vector<Rows> arrays{drawn(0, 250, wide), zeros(0, wide), drawn(2, 400, wide)};
    const std::string from = joined(folder, "in", arrays);
    const std::string whole =
        contents(joined(folder, "expected", {placed(arrays[0], 0), zeros(0, wide), placed(arrays[2], 250)}));
    for (const unsigned threads : {1u, 2u, 5u}) {
        CAPTURE(threads);
        ThreadPool pool(threads);
        npy::Reader in(from);
        npy::Writer out(folder / "out", npy::Type::f8, in.rows(), {wide});
        Counts counts;
        CHECK(transform(in, out, pool, recorded(counts), placed) == 650);
        out.close();
        CHECK(contents(folder / "out") == whole);
        CHECK(counts == Counts{192, 250, 442, 634, 650});
    }
}

TEST_CASE("a stream without rows is an array without rows, and no progress") {
    const Folder folder;
    ThreadPool pool(2);
    Counts counts;
    npy::Writer out(folder / "out", npy::Type::f8, 0, {3});
    generate(5, 0, out, pool, recorded(counts),
             [](std::uint64_t first, std::size_t count) { return drawn(first, count, 3); });
    out.close();
    npy::Reader in(folder / "out");
    npy::Writer copy(folder / "copy", npy::Type::f8, in.rows(), {3});
    CHECK(transform(in, copy, pool, recorded(counts), placed) == 0);
    copy.close();
    CHECK(contents(folder / "copy") == contents(folder / "out"));
    CHECK(counts.empty());
}

TEST_CASE("a companion is read and written beside its array, wherever it is cut") {
    const Folder folder;
    const Rows x = drawn(0, 650, 100), t = drawn(0, 650, 1);
    const std::string first = joined(folder, "x", {row_range(x, 0, 250), row_range(x, 250, 400)});
    const std::string second = joined(folder, "t", {row_range(t, 0, 7), row_range(t, 7, 643)});
    const auto scaled = [](const npy::RowsPair& pair, std::uint64_t place) {
        return npy::RowsPair{placed(pair.first * pair.second, place), pair.first};
    };
    for (const unsigned threads : {1u, 3u}) {
        ThreadPool pool(threads);
        npy::PairReader in(first, second);
        npy::PairWriter out(in.rows(), {folder / "y", npy::Type::f8, {100}},
                            {folder / "copy", npy::Type::f8, {100}});
        CHECK(transform(in, out, pool, {}, scaled) == 650);
        out.close();
        CHECK(distance(npy::read_rows(folder / "y"), placed(x * t, 0)) == 0);
        CHECK(contents(folder / "copy") == contents(folder / "x"));
    }
}

TEST_CASE("a companion has as many rows as its array") {
    const Folder folder;
    const std::string x = joined(folder, "x", {drawn(0, 50, 2)});
    ThreadPool pool(1);
    for (const std::size_t n : {49u, 51u}) {
        const std::string t = joined(folder, "t", {drawn(0, n, 1)});
        npy::PairReader in(x, t);
        npy::PairWriter out(in.rows(), {folder / "y", npy::Type::f8, {2}}, {});
        const std::string said = message([&] {
            transform(in, out, pool, {}, [](const npy::RowsPair& pair, std::uint64_t) { return pair; });
        });
        CHECK(said == (n < 50 ? "'" + t + "' ends 1 rows early" : "'" + t + "' has 1 rows too many"));
    }
}
