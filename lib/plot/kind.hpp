// Kinds of pictures: scatter, images. A kind lists the options of its command as data and draws files with them;
// its entry is defined in its own file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/registry.hpp"
#include "plot/canvas.hpp"

namespace drift::plot {

/// An option of a kind's command, --name, as data.
struct KindOption {
    enum class Takes { text, word, count, number, numbers, file, nothing };

    std::string name;
    Takes takes;
    std::string help;
    std::string form = {};                // of a text, in --help
    std::vector<std::string> words = {};  // those that a word is one of
    Real low = 0, high = 0;               // of a count or a number, both ends included
    std::optional<Real> by_default = {};  // of a count or a number; none: it may be left out
    std::string word_by_default = {};     // empty: it may be left out
};

/// The values of a kind's options by name; what is not given and has no default is empty.
struct Settings {
    Settings() = default;

    /// The defaults of these options.
    explicit Settings(const std::vector<KindOption>& options);

    std::map<std::string, std::string> texts;  // of words too, and of files their paths
    std::map<std::string, std::optional<std::uint64_t>> counts;
    std::map<std::string, std::optional<Real>> numbers;
    std::map<std::string, std::vector<Real>> lists;
    std::map<std::string, bool> flags;

    std::string text(const std::string& name) const;
    std::optional<std::size_t> count(const std::string& name) const;
    std::optional<Real> number(const std::string& name) const;
    std::vector<Real> list(const std::string& name) const;
    bool flag(const std::string& name) const;
};

/// A finished picture, a few words about it for --verbose, in whole lines, and what one should know who looks at
/// it, a line without its end, or nothing.
struct Picture {
    Canvas canvas;
    std::string summary;
    std::string warning = {};
};

struct Kind {
    std::string input;  // what its files hold, in --help
    std::vector<KindOption>
        options;  // its own: another kind may have one of the same name with another default
    Picture (*draw)(Format format, const std::vector<std::string>& files, const Settings& settings);
};

}  // namespace drift::plot
