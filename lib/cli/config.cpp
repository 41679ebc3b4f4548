// Our own reader, since that of CLI11 splits specs at their commas and skips what it cannot read.
#include "cli/config.hpp"

#include <CLI/CLI.hpp>

#include "core/error.hpp"

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
        std::vector<CLI::ConfigItem> entries;
        std::size_t number = 0;
        for (std::string line; std::getline(file, line);) {
            ++number;
            line = CLI::detail::trim_copy(line.substr(0, line.find('#')));
            if (line.empty()) continue;
            const std::size_t equals = line.find('=');
            if (equals == line.npos)
                throw UsageError("expected key = value in the configuration file, line ", number, ": '", line,
                                 "'");
            entries.push_back(item(CLI::detail::trim_copy(line.substr(0, equals))));
            entries.back().inputs = {CLI::detail::trim_copy(line.substr(equals + 1))};
            for (std::size_t i = 0; i + 1 < entries.size(); ++i)
                if (entries[i].name == entries.back().name)
                    throw UsageError("key given twice in the configuration file: '", entries[i].name, "'");
        }
        return entries;
    }

    std::string to_config(const CLI::App*, bool, bool, std::string) const override { return ""; }

private:
    // The option of that name, of the app or of the command chosen below it.
    CLI::ConfigItem item(const std::string& key) const {
        CLI::ConfigItem found;
        found.name = key;
        std::vector<std::string> known;
        for (const CLI::App* app = &app_; app;) {
            for (const CLI::Option* option : app->get_options())
                if (option->get_configurable() && option->nonpositional())
                    known.push_back(plain_name(*option));
            if (std::find(known.begin(), known.end(), key) != known.end()) return found;
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
    return app.set_config(name, "", "read options from a file of lines like: steps = 1000")
        ->type_name("CONFIG");
}

}  // namespace drift::cli
