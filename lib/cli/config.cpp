// Our own reader, since that of CLI11 splits specs at their commas and skips what it cannot read.
#include "cli/config.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/tools.hpp"
#include "core/error.hpp"
#include "core/spec.hpp"

namespace drift::cli {
namespace {

// "steps" of "-k, --steps", "n" of "-n".
std::string plain_name(const CLI::Option& option) {
    return option.get_lnames().empty() ? option.get_snames().front() : option.get_lnames().front();
}

class Settings final : public CLI::Config {
public:
    explicit Settings(const CLI::App& app) : app_(app) {}

    std::vector<CLI::ConfigItem> from_config(std::istream& file) const override {
        const std::vector<Line> lines = read(file);
        const bool sections =
            std::any_of(lines.begin(), lines.end(), [](const Line& l) { return !l.tool.empty(); });
        std::vector<CLI::ConfigItem> entries;
        for (const Line& line : lines) {
            const bool on_top = line.tool.empty();
            if (!on_top && line.tool != app_.get_name()) continue;
            if (on_top && sections && common(line.key) && !has(line.key)) continue;
            CLI::ConfigItem entry = item(line.key);
            entry.inputs = {line.value};
            const auto same = std::find_if(entries.begin(), entries.end(), [&](const CLI::ConfigItem& one) {
                return one.name == entry.name;
            });
            if (same == entries.end())
                entries.push_back(entry);
            else
                *same = entry;  // the section's in place of that on top
        }
        return entries;
    }

    std::string to_config(const CLI::App*, bool, bool, std::string) const override { return ""; }

private:
    struct Line {
        std::string tool, key, value;  // no tool: on top
    };

    // Every line of the file, whichever tool it is for; a key stands once in a section.
    static std::vector<Line> read(std::istream& file) {
        std::vector<Line> lines;
        std::string tool;
        std::size_t number = 0;
        for (std::string text; std::getline(file, text);) {
            ++number;
            text = CLI::detail::trim_copy(text.substr(0, text.find('#')));
            if (text.empty()) continue;
            if (text.front() == '[' && text.back() == ']') {
                tool = one_of(tool_names(), CLI::detail::trim_copy(text.substr(1, text.size() - 2)),
                              "section of the configuration file");
                continue;
            }
            const std::size_t equals = text.find('=');
            if (equals == text.npos)
                throw UsageError("expected key = value in the configuration file, line ", number, ": '", text,
                                 "'");
            const Line line{tool, CLI::detail::trim_copy(text.substr(0, equals)),
                            CLI::detail::trim_copy(text.substr(equals + 1))};
            for (const Line& before : lines)
                if (before.tool == line.tool && folded(before.key) == folded(line.key))
                    throw UsageError("key given twice in the configuration file: '", line.key, "'");
            lines.push_back(line);
        }
        return lines;
    }

    // Options that most tools have, so that their keys may stand on top for those that do.
    static bool common(const std::string& key) {
        for (const char* name : {"seed", "threads", "dtype", "progress", "quiet", "verbose"})
            if (folded(key) == name) return true;
        return false;
    }

    bool has(const std::string& key) const {
        const auto options = app_.get_options();
        return std::any_of(options.begin(), options.end(), [&](const CLI::Option* option) {
            return option->nonpositional() && folded(plain_name(*option)) == folded(key);
        });
    }

    // The option of that name, of the app or of the command chosen below it.
    CLI::ConfigItem item(const std::string& key) const {
        CLI::ConfigItem found;
        std::vector<std::string> known;
        for (const CLI::App* app = &app_; app;) {
            for (const CLI::Option* option : app->get_options())
                if (option->get_configurable() && option->nonpositional())
                    known.push_back(plain_name(*option));
            for (const std::string& name : known)
                if (folded(name) == folded(key)) found.name = name;
            if (!found.name.empty()) return found;
            const std::vector<CLI::App*> chosen = app->get_subcommands();
            app = chosen.empty() ? nullptr : chosen.front();
            if (app) found.parents.push_back(app->get_name());
        }
        throw UsageError(unknown("key in the configuration file", key, known));
    }

    const CLI::App& app_;
};

}  // namespace

CLI::Option* read_config(CLI::App& app, const std::string& name) {
    app.config_formatter(std::make_shared<Settings>(app));
    return app
        .set_config(name, "",
                    "read options from a file of lines like: steps = 1000, in sections like: [train]")
        ->type_name("CONFIG");
}

}  // namespace drift::cli
