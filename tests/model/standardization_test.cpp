#include "model/standardization.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"

using namespace drift::all;

TEST_CASE("units take the data to mean 0 and mean square 1 a coordinate, and back") {
    const std::vector<float> rows{1, 10, 3, 20, 5, 60};
    const Standardization units = standardization_of(rows.data(), 3, 2);
    CHECK(units.mean == std::vector<float>{3, 30});
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
