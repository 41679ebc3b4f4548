#include "path/coupling.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "distribution/toy.hpp"

using namespace drift::all;

namespace {

constexpr std::size_t n = 6, d = 2, batch = 1000;

// Row i is (i, -i), of class i.
const std::vector<float> set{0, 0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5};
const Labels classes{0, 1, 2, 3, 4, 5};

std::unique_ptr<Coupling> coupling(const std::string& name) {
    return make_coupling(name, std::make_shared<RowsEnd>(Random(1, "rows"), set, n, classes),
                         std::make_shared<NormalEnd>(Random(1, "noise"), d), Random(1, "coupling"));
}

// Of a coupling made anew.
Pairs pairs(const std::string& name, std::uint64_t k, std::size_t first, std::size_t count,
            unsigned threads = 1) {
    ThreadPool pool(threads);
    Pairs out;
    coupling(name)->pairs(k, batch, pool)->slice(first, count, out);
    return out;
}

bool same(const Pairs& a, const Pairs& b) { return a.x0 == b.x0 && a.x1 == b.x1 && a.labels == b.labels; }

}  // namespace

TEST_CASE("a pair does not depend on the slice of the batch it is handed out in, and no batch is another") {
    for (const std::string& name : couplings().names()) {
        CAPTURE(name);
        const Pairs whole = pairs(name, 3, 0, batch), part = pairs(name, 3, 700, 20),
                    other = pairs(name, 4, 0, batch);
        CHECK(std::equal(part.x0.begin(), part.x0.end(), whole.x0.begin() + 700 * d));
        CHECK(std::equal(part.x1.begin(), part.x1.end(), whole.x1.begin() + 700 * d));
        CHECK(std::equal(part.labels.begin(), part.labels.end(), whole.labels.begin() + 700));
        CHECK(whole.x0 != other.x0);
        CHECK(whole.x1 != other.x1);
    }
}

TEST_CASE(
    "pairs are a function of the batch's number and size, whatever was asked before and for any threads") {
    for (const std::string& name : couplings().names()) {
        CAPTURE(name);
        const Pairs first = pairs(name, 3, 0, batch);
        CHECK(same(pairs(name, 3, 0, batch, 3), first));
        const auto later = coupling(name);
        ThreadPool pool(2);
        Pairs out;
        for (const std::uint64_t k : {5, 1, 3}) later->pairs(k, batch, pool)->slice(0, batch, out);
        CHECK(same(out, first));
        const auto ahead = later->pairs(4, batch, pool);  // asked for before it is used
        later->pairs(3, batch, pool)->slice(0, batch, out);
        CHECK(same(out, first));
        ahead->slice(0, batch, out);
        CHECK(same(out, pairs(name, 4, 0, batch)));
    }
}

// Counts of 1/6 each and the means of x1 and x1^2 within 5 standard deviations, those of draws with replacement
// from a batch of draws, which have twice the variance of the draws.
TEST_CASE("a coupling keeps the laws of its ends, and each row its class") {
    for (const std::string& name : couplings().names()) {
        CAPTURE(name);
        const Pairs all = pairs(name, 1, 0, batch);
        std::vector<Real> count(n, 0);
        Real mean = 0, square = 0;
        for (std::size_t i = 0; i < batch; ++i) {
            CHECK(all.x0[d * i] == static_cast<float>(all.labels[i]));
            CHECK(all.x0[d * i + 1] == -static_cast<float>(all.labels[i]));
            count[static_cast<std::size_t>(all.labels[i])] += 1;
            mean += all.x1[d * i], square += std::pow(all.x1[d * i], 2);
        }
        const auto draws = static_cast<Real>(batch);
        for (const Real c : count) CHECK(std::abs(c - draws / 6) < 5 * std::sqrt(2 * draws * 5 / 36));
        CHECK(std::abs(mean) < 5 * std::sqrt(2 * draws));
        CHECK(std::abs(square - draws) < 5 * std::sqrt(4 * draws));
    }
}

// The mean of x0 x1 within 5 standard deviations; x0 is uniform on 0 to 5, of variance 35/12.
TEST_CASE("independent pairs are without correlation") {
    const Pairs all = pairs("independent", 1, 0, batch);
    Real product = 0;
    for (std::size_t i = 0; i < batch; ++i) product += (all.x0[d * i] - 2.5) * all.x1[d * i];
    CHECK(std::abs(product) < 5 * std::sqrt(35.0 / 12 * static_cast<Real>(batch)));
}

TEST_CASE("an end of any law has its rows and classes, each a function of its place") {
    const auto law = make_set("moons").law;
    const LawEnd end(Random(2, "end"), law);
    std::vector<float> x(40), part(6);
    Labels labels(20), of_part(3), expected;
    end.draw(100, 20, x.data(), labels.data());
    end.draw(107, 3, part.data(), of_part.data());
    const Rows drawn = law->draw(Random(2, "end"), 100, 20, &expected);
    for (std::size_t i = 0; i < 40; ++i) CHECK(x[i] == static_cast<float>(drawn.data()[i]));
    CHECK(labels == expected);
    CHECK(std::equal(part.begin(), part.end(), x.begin() + 14));
    CHECK(std::equal(of_part.begin(), of_part.end(), labels.begin() + 7));
    end.draw(100, 20, x.data(), nullptr);
    CHECK_THROWS_AS(LawEnd(Random(2, "end"), make_set("grid").law), Error);
}
