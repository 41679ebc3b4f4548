#include "io/table.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

namespace drift::io {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Fact& fact) {
    const auto* number = std::get_if<double>(&fact);
    if (number && !std::isfinite(*number)) return "-";
    std::ostringstream text;  // whose six digits are those of a stream
    std::visit([&](const auto& value) { text << value; }, fact);
    return text.str();
}

Json objects(const Table& table) {
    Json all = Json::array();
    for (const std::vector<Fact>& row : table.rows) {
        Json object = Json::object();
        for (std::size_t i = 0; i < row.size(); ++i)
            std::visit([&](const auto& value) { object[table.columns[i]] = value; }, row[i]);
        all.push_back(std::move(object));
    }
    return all;
}

}  // namespace

std::string tab_separated(const Table& table) {
    std::string text;
    for (const std::string& name : table.columns) (text += name) += '\t';
    text.back() = '\n';
    for (const std::vector<Fact>& row : table.rows) {
        for (const Fact& fact : row) (text += text_of(fact)) += '\t';
        text.back() = '\n';
    }
    return text;
}

std::string as_json(const Table& table, const std::vector<Table>& details) {
    Json all = objects(table);
    for (std::size_t i = 0; i < details.size(); ++i)
        if (!details[i].columns.empty()) all[i]["table"] = objects(details[i]);
    return all.dump(2) + "\n";
}

}  // namespace drift::io
