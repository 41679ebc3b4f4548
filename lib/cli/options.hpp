// Options: what the tools' command lines have in common, each with its name, range,
// default and short complaint.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/parallel.hpp"
#include "core/spec.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace drift::cli {

/// The longest stream of rows, and the last row that it may begin at.
inline constexpr std::uint64_t most_rows = std::uint64_t{1} << 48;

/// The options that mean the same in every tool.
struct Common {
    std::uint64_t seed = 0;
    unsigned threads = processors();
    std::string dtype = "float32";  // of arrays written: float32 or float64
    std::string progress = "auto";  // auto, always or never
    bool quiet = false, verbose = false;
};

/// --version, -h and --help alone.
void add_version(CLI::App& app);

/// -q, -v, --config, --version, -h and --help: for every tool.
void add_manners(CLI::App& app, Common& common);
void add_seed(CLI::App& app, Common& common);
void add_threads(CLI::App& app, Common& common);
void add_dtype(CLI::App& app, Common& common);
void add_progress(CLI::App& app, Common& common);

/// All of these, for a tool that has a use for all.
void add(CLI::App& app, Common& common);

/// Files that are read, as an argument (names "FILE") or an option ("--init"). `-` is standard input and may
/// stand for one input of a command at most; the default stands in `file`, and empty is none.
CLI::Option* add_input(CLI::App& app, const std::string& names, std::string& file, const std::string& help);
CLI::Option* add_inputs(CLI::App& app, const std::string& names, std::vector<std::string>& files,
                        const std::string& help);

/// A file that is written; `-` is standard output and may stand for one output at most.
CLI::Option* add_output(CLI::App& app, const std::string& names, std::string& file, const std::string& help);

/// Which numbers an option takes: finite ones from low to high.
struct Range {
    double low = -std::numeric_limits<double>::max(), high = std::numeric_limits<double>::max();
    bool above_low = false;  // low itself is not in the range

    double check(double value, const std::string& text, const std::string& name) const;  // UsageError outside
};
inline constexpr Range any_number{}, positive{0, std::numeric_limits<double>::max(), true},
    not_negative{0, std::numeric_limits<double>::max()}, unit_interval{0, 1};

CLI::Option* add_number(CLI::App& app, const std::string& names, double& value, Range range,
                        const std::string& help);
CLI::Option* add_number(CLI::App& app, const std::string& names, std::optional<double>& value, Range range,
                        const std::string& help);

/// Numbers between commas: `-t 0.1,0.5`. There is at least one. An option of one value takes the last that is given,
/// one of several is given once.
CLI::Option* add_numbers(CLI::App& app, const std::string& names, std::vector<double>& values, Range range,
                         const std::string& help);

/// A whole number from low to high.
CLI::Option* add_count(CLI::App& app, const std::string& names, std::uint64_t& value, std::uint64_t low,
                       std::uint64_t high, const std::string& help);
CLI::Option* add_count(CLI::App& app, const std::string& names, std::optional<std::uint64_t>& value,
                       std::uint64_t low, std::uint64_t high, const std::string& help);

/// Whole numbers between commas: `--steps 20,40`. There is at least one.
CLI::Option* add_counts(CLI::App& app, const std::string& names, std::vector<std::size_t>& values,
                        std::uint64_t low, std::uint64_t high, const std::string& help);

/// One of some words, which may state their other names (one_of, core/spec.hpp); a misspelt one is answered with the
/// nearest.
CLI::Option* add_word(CLI::App& app, const std::string& names, std::string& value,
                      const std::vector<std::string>& known, const std::string& help);

/// A spec: its name and keys are checked against the list, whose entries --help lists with their settings, and kept in
/// the list's spelling.
CLI::Option* add_spec(CLI::App& app, const std::string& names, std::string& text, const EntryList& list,
                      const std::string& help);

/// Free text, `kind` in --help.
CLI::Option* add_text(CLI::App& app, const std::string& names, std::string& value, const std::string& kind,
                      const std::string& help);

/// Yes when given.
CLI::Option* add_flag(CLI::App& app, const std::string& names, bool& value, const std::string& help);

}  // namespace drift::cli
