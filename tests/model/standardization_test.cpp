#include "model/standardization.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"

using namespace drift::all;

TEST_CASE("units take the data to mean 0 and mean square 1 a coordinate, and back") {
    const std::vector<float> rows{1, 10, 3, 20, 5, 60};
    const Standardization units = standardization_of(rows.data(), 3, 2);
    CHECK(units.mean == std::vector<double>{3, 30});
    Rows x{{1, 10}, {3, 20}, {5, 60}};
    const Rows data = x;
    units.to_model(x);
    CHECK(xt::sum(x)() == doctest::Approx(0));
    CHECK(xt::sum(x * x)() == doctest::Approx(6).epsilon(1e-6));
    units.to_data(x);
    CHECK(distance(x, data) < 1e-12);
}

TEST_CASE("a single point keeps the scale it has") {
    const std::vector<float> rows{2, 2, 2, 2};
    CHECK(standardization_of(rows.data(), 2, 2).spread == 1);
}

// The mean is known to 2^-48 of itself, the sum of two numbers of 24 digits.
TEST_CASE("beside a large offset the spread stays, and the mean has two parts") {
    const std::size_t n = 4;
    const std::vector<float> rows{-1, 1, 1, 3, -1, 3, 1, 1};
    const std::vector<double> origin{1e8 + 0.25, -7e9};
    const Standardization units = standardization_of(rows.data(), n, 2, origin);
    CHECK(units.spread == 1);
    CHECK(units.mean == std::vector<double>{1e8 + 0.25, -7e9 + 2});
    const std::vector<float> high = units.mean_in_single(), rest = units.mean_rest();
    REQUIRE((high.size() == 2 && rest.size() == 2));
    for (std::size_t j = 0; j < 2; ++j)
        CHECK(static_cast<double>(high[j]) + static_cast<double>(rest[j]) == units.mean[j]);
    CHECK(standardization_of(rows.data(), n, 2).mean_rest().empty());
    const std::vector<float> point{0.1F, 0.1F, 0.1F};
    CHECK(standardization_of(point.data(), 3, 1).mean_rest().empty());
}
