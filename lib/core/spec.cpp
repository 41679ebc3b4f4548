// How specs are read.
#include "core/spec.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

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

namespace {

std::string name_of(std::string_view text) { return std::string(text.substr(0, text.find(':'))); }

const Entry* entry_named(const std::vector<Entry>& entries, std::string_view name) {
    for (const Entry& entry : entries)
        if (folded(entry.name) == folded(name)) return &entry;
    return nullptr;
}

}  // namespace

const Entry& EntryList::find(std::string_view name) const {
    const Alias* const other = alias(name);
    if (const Entry* const entry = entry_named(entries, other ? name_of(other->means) : name)) return *entry;
    std::vector<std::string> others;
    for (const Alias& one : aliases) others.push_back(one.name);
    throw UsageError(unknown(kind, name, names(), others));
}

const Alias* EntryList::alias(std::string_view name) const {
    if (entry_named(entries, name)) return nullptr;
    for (const Alias& one : aliases)
        if (folded(one.name) == folded(name)) return &one;
    return nullptr;
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
    const char* const past = text.data() + text.size();
    const auto [end, failure] = std::from_chars(text.data(), past, value);
    if (failure == std::errc() && end == past) return value;
    double number = 0;
    const auto [stop, fault] = std::from_chars(text.data(), past, number);
    constexpr double most = 9007199254740992;  // 2^53: up to there all whole numbers are distinct
    if (text.find_first_of("eE") == text.npos || fault != std::errc() || stop != past ||
        !(0 <= number && number <= most) || number != std::floor(number))
        throw UsageError("not a whole number: '", text, "' for ", what);
    return static_cast<std::size_t>(number);
}

std::string one_of(const std::vector<std::string>& words, const std::string& text, std::string_view what) {
    for (const std::string& word : words)
        for (const std::string& name : split(word.substr(word.find('=') + 1), ','))
            if (const std::string own = word.substr(0, word.find('='));
                folded(own) == folded(text) || folded(name) == folded(text))
                return own;
    throw UsageError(unknown(what, text, bare(words)));
}

std::vector<std::string> bare(const std::vector<std::string>& words) {
    std::vector<std::string> all;
    for (const std::string& word : words) all.push_back(word.substr(0, word.find('=')));
    return all;
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
    const Alias* const alias = list.alias(name_of(text));
    const Entry& entry = list.find(name_of(text));
    name_ = entry.name;
    takes_text_ = entry.takes_text();
    for (const Setting& setting : entry.settings) {
        order_.push_back(setting.key);
        values_[setting.key] = setting.default_value;
    }
    if (takes_text_) {
        given_[order_[0]] = values_[order_[0]] = colon == std::string::npos ? "" : text.substr(colon + 1);
        if (values_[order_[0]].empty()) throw UsageError("expected ", entry.form(), ", found '", text, "'");
        return;
    }
    if (alias) set(entry.settings, alias->means);
    const std::map<std::string, std::string> fixed = std::exchange(given_, {});
    set(entry.settings, text);
    given_.insert(fixed.begin(), fixed.end());
}

// Reads the settings after the colon. Each is given once in a text; those of an alias may be given anew.
void Spec::set(const std::vector<Setting>& settings, const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) return;
    for (const std::string& piece : split(text.substr(colon + 1), ',')) {
        const std::size_t equals = piece.find('=');
        const std::string typed = piece.substr(0, equals);
        if (equals == std::string::npos)
            throw UsageError("expected key=value in '", text, "', found '", piece, "'");
        const Setting* found = nullptr;
        std::vector<std::string> others;
        for (const Setting& setting : settings) {
            std::vector<std::string> names = split(setting.also, ' ');
            others.insert(others.end(), names.begin(), names.end());
            names.push_back(setting.key);
            for (const std::string& name : names)
                if (folded(name) == folded(typed)) found = &setting;
        }
        if (!found) throw UsageError(unknown("setting of " + kind_ + " " + name_, typed, order_, others));
        const std::string& key = found->key;
        if (given_.contains(key)) throw UsageError("setting given twice in '", text, "': '", typed, "'");
        std::string value = piece.substr(equals + 1);
        if (!found->words.empty())
            value = one_of(split(found->words, ' '), value, concat(key, " of ", kind_, " ", name_));
        given_[key] = values_[key] = value;
        if (std::find(given_order_.begin(), given_order_.end(), key) == given_order_.end())
            given_order_.push_back(key);
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

const std::string& Spec::word(const std::string& key) const { return text(key); }

bool Spec::flag(const std::string& key) const {
    return one_of({"yes=true,on", "no=false,off"}, text(key), concat(key, " of ", kind_, " ", name_)) ==
           "yes";
}

std::string Spec::spelled() const {
    if (takes_text_) return name_ + ":" + text(order_[0]);
    std::string all = name_;
    for (const std::string& key : given_order_)
        all += (&key == &given_order_.front() ? ":" : ",") + key + "=" + text(key);
    return all;
}

std::string Spec::canonical() const {
    std::string all = name_;
    for (const std::string& key : order_)
        all += (&key == &order_.front() ? ":" : ",") + key + "=" + text(key);
    return all;
}

}  // namespace drift
