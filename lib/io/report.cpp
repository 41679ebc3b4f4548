#include "io/report.hpp"

#include <nlohmann/json.hpp>

#include "io/file.hpp"

namespace drift::io {

void write_report(const std::string& path, const std::vector<std::pair<std::string, Fact>>& facts) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const auto& [name, fact] : facts)
        std::visit([&, &key = name](const auto& value) { object[key] = value; }, fact);
    const std::string text = object.dump(2) + "\n";
    Output out(path);
    out.write(text.data(), text.size());
    out.commit();
}

}  // namespace drift::io
