#include "cli/help.hpp"

#include <CLI/CLI.hpp>
#include <sstream>

namespace drift::cli {
namespace {

constexpr std::size_t width = 90, left = 28;

// Words from column `left` on, broken before `width`; a first word that has no room left starts a new line.
std::string two_columns(const std::string& name, const std::string& text) {
    std::string page = "  " + name;
    std::size_t column = page.size();
    if (column + 2 > left && !text.empty()) page += '\n', column = 0;
    std::istringstream words(text);
    bool first = true;
    for (std::string word; words >> word; first = false) {
        if (!first && column + 1 + word.size() > width) page += '\n', column = 0, first = true;
        const std::size_t gap = first ? left - column : 1;
        page += std::string(gap, ' ') + word;
        column += gap + word.size();
    }
    return page + '\n';
}

class Help final : public CLI::Formatter {
public:
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        return make_description(app) + make_usage(app, name) + make_positionals(app) +
               make_subcommands(app, mode) + "\n" + make_groups(app, mode) + make_footer(app);
    }

    std::string make_usage(const CLI::App* app, std::string) const override {
        const CLI::App* tool = app;
        std::string line;
        for (; tool->get_parent(); tool = tool->get_parent()) line = " " + tool->get_name() + line;
        line = "\nusage: " + full_name(*tool) + line;
        if (!app->get_subcommands([](const CLI::App*) { return true; }).empty())
            line += app->get_require_subcommand_min() > 0 ? " COMMAND" : " [COMMAND]";
        line += " [OPTIONS]";
        for (const CLI::Option* option : app->get_options())
            if (option->get_positional()) line += " " + make_option_usage(option);
        return line + (app->get_prefix_command() ? " TOOL [ARGUMENTS]\n" : "\n");
    }

    std::string make_positionals(const CLI::App* app) const override {
        std::string page;
        for (const CLI::Option* option : app->get_options())
            if (option->get_positional()) page += make_option(option, true);
        return page.empty() ? page : "\n" + page;
    }

    std::string make_group(std::string group, bool positional,
                           std::vector<const CLI::Option*> options) const override {
        std::string page = (group == "Options" ? "options" : group) + ":\n";
        for (const CLI::Option* option : options) page += make_option(option, positional);
        return page;
    }

    std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode) const override {
        std::string page;
        for (const CLI::App* command : app->get_subcommands([](const CLI::App*) { return true; }))
            page += two_columns(command->get_name(), command->get_description());
        return page.empty() ? page : "\ncommands:\n" + page;
    }

    std::string make_option(const CLI::Option* option, bool positional) const override {
        const std::string standard = option->get_default_str();
        return two_columns(positional ? option->get_name(true, false) : flags(option),
                           option->get_description() + (standard.empty() ? "" : " [" + standard + "]"));
    }

    std::string make_footer(const CLI::App* app) const override {
        return app->get_footer().empty() ? "" : "\n" + app->get_footer() + "\n";
    }

private:
    // `-s, --schedule SPEC`, long names in one column.
    static std::string flags(const CLI::Option* option) {
        std::string names;
        for (const std::string& name : option->get_snames()) names += (names.empty() ? "-" : ", -") + name;
        if (names.empty()) names = "   ";
        for (const std::string& name : option->get_lnames())
            names += (names == "   " ? " --" : ", --") + name;
        return names + (option->get_type_size() == 0 ? "" : " " + option->get_type_name());
    }
};

}  // namespace

std::string full_name(const CLI::App& tool) {
    return tool.get_name() == "drift" ? "drift" : "drift " + tool.get_name();
}

void use_house_help(CLI::App& app) {
    app.formatter(std::make_shared<Help>());
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        use_house_help(*command);
}

}  // namespace drift::cli
