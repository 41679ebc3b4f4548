// Specs: a name with settings, `vp-linear:beta_min=0.1,beta_max=20`, checked
// against a table of what is known. Names, keys and words are read in any case, with `-`, `_` or neither between
// their parts, and by the other names that the table states; paths are read as they are.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/rooms.hpp"
#include "core/text.hpp"

namespace drift {

/// One setting of an entry; the default is text, as a user would type it.
struct Setting {
    std::string key, default_value, help;
    std::string words = {};  // of one that takes words: all of them, between spaces, as one_of() reads them
    std::string also = {};   // other names of the key, between spaces
};

/// Another name for an entry, perhaps with some of its settings: `euler_ancestral` for `ddim:eta=1`.
struct Alias {
    std::string name, means;
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
    std::vector<Alias> aliases = {};

    std::vector<std::string> names() const;
    const Entry& find(std::string_view name) const;   // UsageError, with the nearest name, when there is none
    const Alias* alias(std::string_view name) const;  // null when it is none
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
    /// not a whole number in [low, high].
    double number(const std::string& key, double low, double high) const;
    std::size_t count(const std::string& key, std::size_t low, std::size_t high) const;
    const std::string& word(const std::string& key) const;  // one of the setting's words
    const std::string& text(const std::string& key) const;
    bool flag(const std::string& key) const;  // yes or no

    /// The spec with every setting written out, as it is kept in model files.
    std::string canonical() const;

    /// The spec as it was given, in the table's own names.
    std::string spelled() const;

private:
    void set(const std::vector<Setting>& settings, const std::string& text);

    std::string kind_, name_;
    bool takes_text_;
    std::vector<std::string> order_, given_order_;
    std::map<std::string, std::string> values_, given_;
};

/// A finite number, all of the text: UsageError naming what it is for otherwise.
double parse_number(const std::string& text, std::string_view what);

/// A whole number, all of the text, in digits or with an exponent: 1000, 1e3.
std::size_t parse_count(const std::string& text, std::string_view what);

/// The one of some words that a text is, each with its other names if it has any: `cosine=squaredcos_cap_v2,cos`.
/// UsageError naming what it is for when it is none.
std::string one_of(const std::vector<std::string>& words, const std::string& text, std::string_view what);

/// The words without their other names.
std::vector<std::string> bare(const std::vector<std::string>& words);

}  // namespace drift
