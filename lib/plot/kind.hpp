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

/// An option of a kind's command, --name. A count goes from low to high; without a
/// default it may be left out.
struct KindOption {
    enum class Takes { text, count, numbers, file, nothing };

    std::string name;
    Takes takes;
    std::string help;
    std::string form = {};  // of a text, in --help
    std::uint64_t low = 0, high = 0;
    std::optional<std::uint64_t> default_value = {};
};

/// The values of a kind's options by name; what is not given is empty.
struct Settings {
    std::map<std::string, std::string> texts;  // of files, their paths
    std::map<std::string, std::optional<std::uint64_t>> counts;
    std::map<std::string, std::vector<Real>> numbers;
    std::map<std::string, bool> flags;

    std::string text(const std::string& name) const;
    std::size_t count(const std::string& name, std::size_t otherwise) const;
    std::vector<Real> list(const std::string& name) const;
    bool flag(const std::string& name) const;
};

/// A finished picture, and a few words about it for --verbose: whole lines.
struct Picture {
    Canvas canvas;
    std::string summary;
};

struct Kind {
    std::string input;  // what its files hold, in --help
    std::vector<KindOption> options;
    Picture (*draw)(Format format, const std::vector<std::string>& files, const Settings& settings);
};

}  // namespace drift::plot
