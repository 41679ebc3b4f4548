#include "io/entries.hpp"

#include <nlohmann/json.hpp>

namespace drift::io {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const Setting& setting) {
    Json object{{"key", setting.key}, {"default", setting.default_value}, {"help", setting.help}};
    if (!setting.words.empty()) object["words"] = bare(split(setting.words, ' '));
    if (!setting.also.empty()) object["also"] = split(setting.also, ' ');
    return object;
}

// The aliases of an entry, whatever settings come with them.
Json other_names(const EntryList& list, const Entry& entry) {
    Json all = Json::array();
    for (const Alias& alias : list.aliases)
        if (&list.find(alias.name) == &entry) all.push_back({{"name", alias.name}, {"means", alias.means}});
    return all;
}

}  // namespace

std::string as_json(const EntryList& list) {
    Json all = Json::array();
    for (const Entry& entry : list.entries) {
        Json settings = Json::array();
        for (const Setting& setting : entry.settings) settings.push_back(as_json(setting));
        all.push_back({{"name", entry.name},
                       {"help", entry.help},
                       {"source", entry.source},
                       {"settings", settings},
                       {"also", other_names(list, entry)}});
    }
    return all.dump(2) + "\n";
}

}  // namespace drift::io
