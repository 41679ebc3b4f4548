// Values are checked here: CLI11's own checks let nan pass and print ranges of 600 digits.
#include "cli/options.hpp"

#include <CLI/CLI.hpp>

#include "cli/config.hpp"
#include "cli/help.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "kernel/instruction_set.hpp"

namespace drift::cli {
namespace {

const char* const common_group = "common options";

// The last of the names, the one that messages use: "--steps" of "-k,--steps".
std::string called(const std::string& names) { return split(names, ',').back(); }

// ` (1 to 1000)`, ` (at least 1)`; empty where any whole number will do.
std::string range_words(std::uint64_t low, std::uint64_t high) {
    if (high < most_rows) return concat(" (", low, " to ", high, ")");
    return low > 0 ? concat(" (at least ", low, ")") : "";
}

std::string range_words(const Range& range) {
    constexpr double infinite = std::numeric_limits<double>::max();
    if (range.high < infinite)
        return concat(range.above_low ? " (above " : " (", range.low, range.above_low ? ", at most " : " to ",
                      range.high, ")");
    if (range.low == -infinite) return "";
    return concat(range.above_low ? " (above " : " (at least ", range.low, ")");
}

// An option with one value that `read` takes as text.
CLI::Option* declare(CLI::App& app, const std::string& names, const std::string& kind,
                     const std::string& standard, const std::string& help,
                     const std::function<void(const std::string&)>& read) {
    return app.add_option_function<std::string>(names, read, help)
        ->take_last()
        ->type_name(kind)
        ->default_str(standard);
}

// The same for several values between commas, all of them given at once.
CLI::Option* declare_list(CLI::App& app, const std::string& names, const std::string& kind,
                          const std::string& standard, const std::string& help,
                          const std::function<void(const std::string&)>& read) {
    return declare(app, names, kind, standard, help, read)
        ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

void add_help(CLI::App& app) {
    app.set_help_flag("--help", "print all options")->group(common_group);  // CLI11's own is -h, too
    app.set_help_all_flag("-h", "print the common options and examples")->group(common_group);
}

std::uint64_t parse_whole(const std::string& text, const std::string& name, std::uint64_t low,
                          std::uint64_t high) {
    constexpr std::uint64_t infinite = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t value = parse_count(text, name);
    if (low <= value && value <= high) return value;
    throw UsageError("out of range: '", text, "' for ", name, "; at least ", low,
                     high < infinite ? concat(", at most ", high) : "");
}

std::string version(const CLI::App& app) {
#ifdef __clang__
    const char* const compiler = "clang " __clang_version__;
#else
    const char* const compiler = "g++ " __VERSION__;
#endif
    return concat(full_name(app), " " DRIFT_VERSION " (", instruction_set_name(), ", ", compiler, ")");
}

}  // namespace

void add_version(CLI::App& app) {
    app.set_version_flag(
           "--version", [&app] { return version(app); }, "print the version")
        ->group(common_group);
    add_help(app);
}

void add_manners(CLI::App& app, Common& common) {
    add_flag(app, "-q,--quiet", common.quiet, "print nothing but errors")->group(common_group);
    add_flag(app, "-v,--verbose", common.verbose, "print details of the run to standard error")
        ->group(common_group)
        ->excludes("--quiet");
    read_config(app, "--config")->group(common_group);
    app.set_version_flag(
           "--version", [&app] { return version(app); }, "print the version")
        ->group(common_group);
    add_help(app);
}

void add_seed(CLI::App& app, Common& common) {
    add_count(app, "--seed", common.seed, 0, std::numeric_limits<std::uint64_t>::max(),
              "seed of all random numbers")
        ->group(common_group);
}

void add_threads(CLI::App& app, Common& common) {
    declare(app, "--threads", "N", "all cores",
            "number of threads (1 to 1024); the output does not depend on it",
            [&common](const std::string& text) {
                common.threads = static_cast<unsigned>(parse_whole(text, "--threads", 1, 1024));
            })
        ->group(common_group);
}

void add_dtype(CLI::App& app, Common& common) {
    add_word(app, "--dtype", common.dtype, {"float32=float,single,fp32,f4", "float64=double,fp64,f8"},
             "type of the numbers written")
        ->group(common_group);
}

void add_progress(CLI::App& app, Common& common) {
    add_word(app, "--progress", common.progress, {"auto", "always", "never"},
             "progress bar on standard error; auto: on a terminal only")
        ->group(common_group);
}

void add(CLI::App& app, Common& common) {
    add_seed(app, common);
    add_threads(app, common);
    add_dtype(app, common);
    add_progress(app, common);
    add_manners(app, common);
}

CLI::Option* add_input(CLI::App& app, const std::string& names, std::string& file, const std::string& help) {
    return app.add_option(names, file, help)->take_last()->type_name("FILE")->default_str(file);
}

CLI::Option* add_inputs(CLI::App& app, const std::string& names, std::vector<std::string>& files,
                        const std::string& help) {
    return app.add_option(names, files, help)->type_name("FILE")->default_str(joined(files, " "));
}

CLI::Option* add_output(CLI::App& app, const std::string& names, std::string& file, const std::string& help) {
    return app.add_option(names, file, help)->take_last()->type_name("OUT")->default_str(file);
}

double Range::check(double value, const std::string& text, const std::string& name) const {
    constexpr double infinite = std::numeric_limits<double>::max();
    if ((above_low ? value > low : value >= low) && value <= high) return value;
    throw UsageError("out of range: '", text, "' for ", name, above_low ? "; above " : "; at least ", low,
                     high < infinite ? concat(", at most ", high) : "");
}

CLI::Option* add_number(CLI::App& app, const std::string& names, double& value, Range range,
                        const std::string& help) {
    const std::string name = called(names);
    return declare(app, names, "X", concat(value), help + range_words(range),
                   [&value, range, name](const std::string& text) {
                       value = range.check(parse_number(text, name), text, name);
                   });
}

CLI::Option* add_number(CLI::App& app, const std::string& names, std::optional<double>& value, Range range,
                        const std::string& help) {
    const std::string name = called(names);
    return declare(app, names, "X", value ? concat(*value) : "", help + range_words(range),
                   [&value, range, name](const std::string& text) {
                       value = range.check(parse_number(text, name), text, name);
                   });
}

CLI::Option* add_numbers(CLI::App& app, const std::string& names, std::vector<double>& values, Range range,
                         const std::string& help) {
    const std::string name = called(names);
    std::vector<std::string> standard;
    for (const double value : values) standard.push_back(concat(value));
    return declare_list(app, names, "X[,X...]", joined(standard, ","), help + range_words(range),
                        [&values, range, name](const std::string& text) {
                            values.clear();
                            for (const std::string& piece : split(text, ','))
                                values.push_back(range.check(parse_number(piece, name), piece, name));
                            if (values.empty()) throw UsageError("missing value: '", name, "'");
                        });
}

CLI::Option* add_count(CLI::App& app, const std::string& names, std::uint64_t& value, std::uint64_t low,
                       std::uint64_t high, const std::string& help) {
    const std::string name = called(names);
    return declare(
        app, names, "N", concat(value), help + range_words(low, high),
        [&value, low, high, name](const std::string& text) { value = parse_whole(text, name, low, high); });
}

CLI::Option* add_count(CLI::App& app, const std::string& names, std::optional<std::uint64_t>& value,
                       std::uint64_t low, std::uint64_t high, const std::string& help) {
    const std::string name = called(names);
    return declare(
        app, names, "N", value ? concat(*value) : "", help + range_words(low, high),
        [&value, low, high, name](const std::string& text) { value = parse_whole(text, name, low, high); });
}

CLI::Option* add_counts(CLI::App& app, const std::string& names, std::vector<std::size_t>& values,
                        std::uint64_t low, std::uint64_t high, const std::string& help) {
    const std::string name = called(names);
    std::vector<std::string> standard;
    for (const std::size_t value : values) standard.push_back(concat(value));
    return declare_list(app, names, "N[,N...]", joined(standard, ","), help + range_words(low, high),
                        [&values, low, high, name](const std::string& text) {
                            values.clear();
                            for (const std::string& piece : split(text, ','))
                                values.push_back(parse_whole(piece, name, low, high));
                            if (values.empty()) throw UsageError("missing value: '", name, "'");
                        });
}

CLI::Option* add_word(CLI::App& app, const std::string& names, std::string& value,
                      const std::vector<std::string>& known, const std::string& help) {
    const std::string name = called(names);
    return declare(
        app, names, "WORD", value, help + ": " + joined(bare(known), ", "),
        [&value, known, name](const std::string& text) { value = one_of(known, text, "value of " + name); });
}

CLI::Option* add_spec(CLI::App& app, const std::string& names, std::string& text, const EntryList& list,
                      const std::string& help) {
    std::vector<std::string> known;
    for (const Entry& entry : list.entries) known.push_back(entry.form());
    return declare(app, names, "SPEC", text, help + ": " + joined(known, " "),
                   [&text, list](const std::string& given) { text = Spec(given, list).spelled(); });
}

CLI::Option* add_text(CLI::App& app, const std::string& names, std::string& value, const std::string& kind,
                      const std::string& help) {
    return app.add_option(names, value, help)->take_last()->type_name(kind)->default_str(value);
}

CLI::Option* add_flag(CLI::App& app, const std::string& names, bool& value, const std::string& help) {
    return app.add_flag(names, value, help);
}

}  // namespace drift::cli
