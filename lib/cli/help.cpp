#include "cli/help.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "core/text.hpp"

namespace drift::cli {
namespace {

constexpr std::size_t width = 80, left = 28;

// The words of a text; one that fits no line of `room` columns is broken after commas.
std::vector<std::string> words_of(const std::string& text, std::size_t room) {
    std::vector<std::string> all;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        for (std::size_t comma; word.size() > room && (comma = word.rfind(',', room - 1)) != word.npos;) {
            all.push_back(word.substr(0, comma + 1));
            word.erase(0, comma + 1);
        }
        all.push_back(word);
    }
    return all;
}

// Words from column `left` on, broken before `width`; a first word that has no room left starts a new line.
std::string two_columns(const std::string& name, const std::string& text) {
    std::string page = "  " + name;
    std::size_t column = page.size();
    if (column + 2 > left && !text.empty()) page += '\n', column = 0;
    bool first = true;
    for (const std::string& word : words_of(text, width - left)) {
        if (!first && column + 1 + word.size() > width) page += '\n', column = 0, first = true;
        const std::size_t gap = first ? left - column : 1;
        page += std::string(gap, ' ') + word;
        column += gap + word.size();
        first = false;
    }
    return page + '\n';
}

// The names in a list of specs without their settings: `ve vp-linear` of `ve:sigma_q=3 vp-linear:beta_min=...`.
std::string without_settings(const std::string& text) {
    std::string all;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const std::size_t colon = word.find(':');
        const bool settings = colon != word.npos && word.find('=') != word.npos;
        all += (all.empty() ? "" : " ") + (settings ? word.substr(0, colon) : word);
    }
    return all;
}

class Help final : public CLI::Formatter {
public:
    Help() = default;
    Help(std::vector<std::string> options, std::vector<std::string> examples)
        : options_(std::move(options)), examples_(std::move(examples)) {}

    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        const bool brief =
            mode == CLI::AppFormatMode::All;  // what CLI11 asks for at its second help option, our -h
        return make_description(app) + make_usage(app, name) + make_positionals(app) +
               make_subcommands(app, mode) + "\n" + (brief ? make_brief(app) : make_groups(app, mode)) +
               make_examples(app) + make_footer(app) + (brief ? make_pointer(app) : "");
    }

    std::string make_usage(const CLI::App* app, std::string) const override {
        std::string line = "\nusage: " + command_line(app);
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
        return two_columns(positional ? option->get_name(true, false) : flags(option), text(option));
    }

    std::string make_footer(const CLI::App* app) const override {
        return app->get_footer().empty() ? "" : "\n" + app->get_footer() + "\n";
    }

private:
    static std::string command_line(const CLI::App* app) {
        std::string line;
        for (; app->get_parent(); app = app->get_parent()) line = " " + app->get_name() + line;
        return full_name(*app) + line;
    }

    std::string make_brief(const CLI::App* app) const {
        std::vector<const CLI::Option*> chosen;
        for (const std::string& name : options_)
            for (const CLI::Option* option : app->get_options())
                if (option->check_name(name)) chosen.push_back(option);
        if (chosen.empty() || app->get_parent())
            chosen = app->get_options([](const CLI::Option* option) {
                return option->nonpositional() && option->get_group() == "Options";
            });
        std::string page = chosen.empty() ? "" : "options:\n";
        for (const CLI::Option* option : chosen)
            page +=
                two_columns(flags(option), option->get_type_name() == "SPEC" ? without_settings(text(option))
                                                                             : text(option));
        return page;
    }

    std::string make_examples(const CLI::App* app) const {
        if (examples_.empty() || app->get_parent()) return std::string();
        std::string page = "\nexamples:\n";
        for (const std::string& example : examples_) page += "  " + example + "\n";
        return page;
    }

    static std::string make_pointer(const CLI::App* app) {
        const CLI::App* tool = app;
        while (tool->get_parent()) tool = tool->get_parent();
        const std::string page =
            tool->get_name() == "drift" ? "`drift help`" : "`drift help " + tool->get_name() + "`";
        return "\n`" + command_line(app) + " --help` lists all options, " + page + " opens the manual.\n";
    }

    static std::string text(const CLI::Option* option) {
        const std::string standard = option->get_default_str();
        return option->get_description() + (standard.empty() ? "" : " [" + standard + "]");
    }

    // `-s, --schedule SPEC`, long names in one column.
    static std::string flags(const CLI::Option* option) {
        std::string names;
        for (const std::string& name : option->get_snames()) names += (names.empty() ? "-" : ", -") + name;
        if (names.empty()) names = "   ";
        for (const std::string& name : option->get_lnames())
            names += (names == "   " ? " --" : ", --") + name;
        return names + (option->get_type_size() == 0 ? "" : " " + option->get_type_name());
    }

    std::vector<std::string> options_, examples_;
};

}  // namespace

std::string full_name(const CLI::App& tool) {
    return tool.get_name() == "drift" ? "drift" : "drift " + tool.get_name();
}

void use_brief_help(CLI::App& app, std::vector<std::string> options, std::vector<std::string> examples) {
    app.formatter(std::make_shared<Help>(std::move(options), std::move(examples)));
}

void use_house_help(CLI::App& app) {
    if (!std::dynamic_pointer_cast<Help>(app.get_formatter())) app.formatter(std::make_shared<Help>());
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        command->ignore_case()->ignore_underscore();
        use_house_help(*command);
    }
}

std::string wrapped(const std::string& message) {
    constexpr std::string_view before = "; known:";
    const std::size_t list = message.find(before);
    if (list == message.npos) return message;
    std::string page = message.substr(0, list + before.size());
    std::size_t column = page.size();
    std::istringstream words(message.substr(page.size()));
    for (std::string word; words >> word;) {
        const bool full = column + 1 + word.size() > width;
        page += (full ? "\n  " : " ") + word;
        column = (full ? 2 : column + 1) + word.size();
    }
    return page;
}

}  // namespace drift::cli
