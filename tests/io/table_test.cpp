#include "io/table.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>

using namespace drift::all;

TEST_CASE("a table is lines of fields between tabs, or a list of objects") {
    const double none = std::numeric_limits<double>::quiet_NaN();
    const Table table{{"metric", "value", "n"}, {{"order", 1.0 / 3, std::uint64_t{64}}, {"nll", none, none}}},
        details{{"steps", "error"}, {{std::uint64_t{20}, 1e-12}}};
    CHECK(tab_separated(table) == "metric\tvalue\tn\norder\t0.333333\t64\nnll\t-\t-\n");
    const nlohmann::json json = nlohmann::json::parse(as_json(table, {details, {}}));
    CHECK(json.size() == 2);
    CHECK(json[0]["value"] == 1.0 / 3);
    CHECK(json[0]["table"] == nlohmann::json::parse(R"([{"steps": 20, "error": 1e-12}])"));
    CHECK(json[1] == nlohmann::json::parse(R"({"metric": "nll", "value": null, "n": null})"));
}
