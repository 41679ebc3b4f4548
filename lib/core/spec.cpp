// How specs are read.
#include "core/spec.hpp"

#include <charconv>
#include <cmath>

#include "core/error.hpp"

namespace drift {

std::string Entry::form() const {
    if (takes_text()) return name + ":" + settings[0].key;
    std::string all = name;
    for (const Setting& setting : settings)
        all += (&setting == &settings.front() ? ":" : ",") + setting.key + "=" + setting.default_value;
    return all;
}

std::vector<std::string> EntryList::names() const {
    std::vector<std::string> all;
    for (const Entry& entry : entries) all.push_back(entry.name);
    return all;
}

const Entry& EntryList::find(std::string_view name) const {
    for (const Entry& entry : entries)
        if (entry.name == name) return entry;
    throw UsageError(unknown(kind, name, names()));
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    if (text.empty()) return pieces;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(separator, start), text.size());
        pieces.emplace_back(text.substr(start, end - start));
        start = end + 1;
    }
    return pieces;
}

double parse_number(const std::string& text, std::string_view what) {
    double value = 0;
    const char* first = text.c_str() + (text.starts_with('+') ? 1 : 0);
    const auto [end, failure] = std::from_chars(first, text.c_str() + text.size(), value);
    if (failure != std::errc() || end != text.c_str() + text.size() || !std::isfinite(value))
        throw UsageError("not a number: '", text, "' for ", what);
    return value;
}

std::size_t parse_count(const std::string& text, std::string_view what) {
    std::size_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size())
        throw UsageError("not a whole number: '", text, "' for ", what);
    return value;
}

std::string description(const EntryList& list) {
    std::string text;
    for (const Entry& entry : list.entries) {
        text += entry.name + "\t" + entry.help + (entry.source.empty() ? "" : "; " + entry.source) + "\n";
        for (const Setting& setting : entry.settings)
            text += "  " + setting.key + (entry.takes_text() ? "" : "=") + setting.default_value + "\t" +
                    setting.help + "\n";
    }
    return text;
}

Spec::Spec(const std::string& text, const EntryList& list) : kind_(list.kind) {
    const std::size_t colon = text.find(':');
    name_ = text.substr(0, colon);
    const Entry& entry = list.find(name_);
    for (const Setting& setting : entry.settings) {
        order_.push_back(setting.key);
        values_[setting.key] = setting.default_value;
    }
    if (entry.takes_text()) {
        given_[order_[0]] = values_[order_[0]] = colon == std::string::npos ? "" : text.substr(colon + 1);
        if (values_[order_[0]].empty()) throw UsageError("expected ", entry.form(), ", found '", text, "'");
        return;
    }
    if (colon == std::string::npos) return;
    for (const std::string& piece : split(text.substr(colon + 1), ',')) {
        const std::size_t equals = piece.find('=');
        const std::string key = piece.substr(0, equals);
        if (equals == std::string::npos)
            throw UsageError("expected key=value in '", text, "', found '", piece, "'");
        if (!values_.contains(key))
            throw UsageError(unknown("setting of " + kind_ + " " + name_, key, order_));
        if (given_.contains(key)) throw UsageError("setting given twice in '", text, "': '", key, "'");
        given_[key] = values_[key] = piece.substr(equals + 1);
    }
}

bool Spec::given(const std::string& key) const { return given_.contains(key); }

const std::string& Spec::text(const std::string& key) const { return values_.at(key); }

double Spec::number(const std::string& key, double low, double high) const {
    const double value = parse_number(text(key), concat(kind_, " ", name_, ", ", key));
    if (!(low <= value && value <= high))
        throw UsageError("out of range: '", text(key), "' for ", kind_, " ", name_, ", ", key, "; from ", low,
                         " to ", high);
    return value;
}

std::size_t Spec::count(const std::string& key, std::size_t low, std::size_t high) const {
    const std::size_t value = parse_count(text(key), concat(kind_, " ", name_, ", ", key));
    if (value < low || value > high)
        throw UsageError("out of range: '", text(key), "' for ", kind_, " ", name_, ", ", key, "; from ", low,
                         " to ", high);
    return value;
}

const std::string& Spec::word(const std::string& key, const std::vector<std::string>& known) const {
    for (const std::string& candidate : known)
        if (candidate == text(key)) return text(key);
    throw UsageError(unknown(concat(key, " of ", kind_, " ", name_), text(key), known));
}

bool Spec::flag(const std::string& key) const { return word(key, {"yes", "no"}) == "yes"; }

std::string Spec::canonical() const {
    std::string all = name_;
    for (const std::string& key : order_)
        all += (&key == &order_.front() ? ":" : ",") + key + "=" + text(key);
    return all;
}

}  // namespace drift
