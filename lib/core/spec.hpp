// Specs: a name with settings, `vp-linear:beta_min=0.1,beta_max=20`, checked
// against a table of what is known.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/rooms.hpp"

namespace drift {

/// One setting of an entry; the default is text, as a user would type it.
struct Setting {
    std::string key, default_value, help;
};

/// An entry of a registry: its settings in order and what it is. One whose only setting has no default takes
/// all that follows the colon for it, whatever that holds: `mixture:FILE`.
struct Entry {
    std::string name;
    std::vector<Setting> settings;
    std::string help;         // one line
    std::string source = {};  // authors (year) and number of the paper; empty where nothing is cited

    bool takes_text() const { return settings.size() == 1 && settings[0].default_value.empty(); }

    /// As it may be typed, with the defaults: `ve:sigma_q=3`, `mixture:FILE`.
    std::string form() const;
};

/// All entries of one kind ("schedule", "solver"), in the order in which --help lists them.
struct EntryList {
    std::string kind;
    std::vector<Entry> entries;

    std::vector<std::string> names() const;
    const Entry& find(std::string_view name) const;  // UsageError, with the nearest name, when there is none
};

/// The table as text: a line for each entry, its source after its help, then its settings with their defaults.
std::string description(const EntryList& list);

/// A parsed spec. Every setting of its name has a value: the given one or the default.
class Spec {
public:
    Spec(const std::string& text, const EntryList& list);

    const std::string& name() const { return name_; }
    bool given(const std::string& key) const;

    /// The value of a setting; UsageError naming spec and key when it is not a finite number in [low, high],
    /// not a whole number in [low, high], or not one of the words.
    double number(const std::string& key, double low, double high) const;
    std::size_t count(const std::string& key, std::size_t low, std::size_t high) const;
    const std::string& word(const std::string& key, const std::vector<std::string>& known) const;
    const std::string& text(const std::string& key) const;
    bool flag(const std::string& key) const;  // yes or no

    /// The spec with every setting written out, as it is kept in model files.
    std::string canonical() const;

private:
    std::string kind_, name_;
    std::vector<std::string> order_;
    std::map<std::string, std::string> values_, given_;
};

/// A finite number, all of the text: UsageError naming what it is for otherwise.
double parse_number(const std::string& text, std::string_view what);

/// A whole number in decimal, all of the text.
std::size_t parse_count(const std::string& text, std::string_view what);

/// The pieces of a text between separators; an empty text has none.
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace drift
