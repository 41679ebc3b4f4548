#include "network/profile.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "network/ema.hpp"

using namespace drift::all;

namespace {

const double narrow = gamma_of_width(0.05), wide = gamma_of_width(0.1);

// Two averages at each of `count` steps, as snapshots keep them.
std::vector<Profile> snapshots(std::size_t count, double apart) {
    std::vector<Profile> stored;
    for (std::size_t i = 1; i <= count; ++i)
        for (const double gamma : {narrow, wide}) stored.push_back({gamma, apart * static_cast<double>(i)});
    return stored;
}

// A path of one parameter.
double parameter(std::uint64_t k) {
    const auto step = static_cast<double>(k);
    return std::exp(-step / 300) + 0.3 * std::sin(step / 200) + 0.1 * std::sin(step / 37);
}

// Its power average, step by step.
double averaged(const Profile& profile) {
    const Ema ema{.kind = Ema::Kind::power, .gamma = profile.gamma};
    double q = 0;
    for (std::uint64_t k = 1; static_cast<double>(k) <= profile.length; ++k)
        q += (1 - ema.decay(k)) * (parameter(k) - q);
    return q;
}

}  // namespace

TEST_CASE("the overlap of two profiles is the integral of their product") {
    const Profile a{narrow, 7}, b{wide, 5};
    double sum = 0;
    const int n = 200000;
    for (int i = 0; i < n; ++i) {
        const double tau = 5 * (i + 0.5) / n;
        sum += (a.gamma + 1) * std::pow(tau, a.gamma) / std::pow(a.length, a.gamma + 1) * (b.gamma + 1) *
               std::pow(tau, b.gamma) / std::pow(b.length, b.gamma + 1) * 5 / n;
    }
    CHECK(overlap(a, b) == doctest::Approx(sum).epsilon(1e-7));
    CHECK(overlap(b, a) == overlap(a, b));
}

TEST_CASE("a stored width is combined from itself alone") {
    const std::vector<Profile> stored = snapshots(8, 100);
    const std::vector<double> factors = combination(stored, {wide, 800});
    for (std::size_t i = 0; i < stored.size(); ++i) CHECK(factors[i] == (i + 1 == stored.size() ? 1 : 0));
}

// Cauchy and Schwarz: the error of a path's average is at most the misfit times the norms of the wanted
// profile and of the path. The misfit falls as snapshots are kept closer together.
TEST_CASE("averages of other widths are combined from snapshots of two, as exactly as their profiles are") {
    double norm = 0;
    for (std::uint64_t k = 1; k <= 1600; ++k) norm += parameter(k) * parameter(k);
    for (const double width : {0.04, 0.07, 0.13, 0.2}) {
        const Profile wanted{gamma_of_width(width), 1600};
        double misfits[2];
        for (const std::size_t count : {16, 32}) {
            const std::vector<Profile> stored = snapshots(count, 1600.0 / static_cast<double>(count));
            const std::vector<double> factors = combination(stored, wanted);
            const double unfit = misfits[count == 32] = misfit(stored, factors, wanted);
            double combined = 0;
            for (std::size_t i = 0; i < stored.size(); ++i) combined += factors[i] * averaged(stored[i]);
            CAPTURE(width);
            CAPTURE(count);
            CHECK(std::abs(combined - averaged(wanted)) <
                  unfit * std::sqrt(norm * overlap(wanted, wanted)) + 1e-9);
        }
        CAPTURE(width);
        CHECK(misfits[1] < misfits[0]);
        CHECK(misfits[1] < 0.01);
    }
}
