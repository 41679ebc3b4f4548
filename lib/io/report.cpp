// One object, in the order of its facts.
#include "io/report.hpp"

#include <nlohmann/json.hpp>

#include "io/file.hpp"

namespace drift {
namespace {

nlohmann::ordered_json object_of(const Facts& facts) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const auto& [name, fact] : facts)
        std::visit([&, &key = name](const auto& value) { object[key] = value; }, fact);
    return object;
}

}  // namespace

std::string json(const Facts& facts) { return object_of(facts).dump(); }

void write_report(const std::string& path, const Facts& facts) {
    const std::string text = object_of(facts).dump(2) + "\n";
    Output out(path);
    out.write(text.data(), text.size());
    out.commit();
}

}  // namespace drift
