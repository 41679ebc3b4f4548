// plot(1): draw points and images.
#include <iostream>
#include <map>

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/run.hpp"
#include "plot/kinds.hpp"
#include "plot/page.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    std::vector<std::string> inputs{"-"};
    std::string output = "-";
    std::map<std::string, Settings> settings;  // of each kind
};

void declare(CLI::App& command, const KindOption& option, Settings& settings) {
    using Takes = KindOption::Takes;
    const std::string name = "--" + option.name;
    switch (option.takes) {
        case Takes::text:
            cli::add_text(command, name, settings.texts[option.name], option.form, option.help);
            break;
        case Takes::word:
            cli::add_word(command, name, settings.texts[option.name], option.words, option.help);
            break;
        case Takes::count:
            cli::add_count(command, name, settings.counts[option.name],
                           static_cast<std::uint64_t>(option.low), static_cast<std::uint64_t>(option.high),
                           option.help);
            break;
        case Takes::number:
            cli::add_number(command, name, settings.numbers[option.name], {option.low, option.high},
                            option.help);
            break;
        case Takes::numbers:
            cli::add_numbers(command, name, settings.lists[option.name], cli::any_number, option.help);
            break;
        case Takes::file:
            cli::add_input(command, name, settings.texts[option.name], option.help);
            break;
        case Takes::nothing:
            cli::add_flag(command, name, settings.flags[option.name], option.help);
            break;
    }
}

// A command for each kind of picture, with settings of its own.
void declare(CLI::App& app, Options& o) {
    cli::add_manners(app, o.common);
    for (const Entry& kind : kinds().entries) {
        CLI::App& command = *app.add_subcommand(kind.name, kind.help)->fallthrough();
        const Kind& of = kind_named(kind.name);
        cli::add_inputs(command, "FILE", o.inputs, of.input);
        cli::add_output(command, "-o,--output", o.output, "the picture: .png, .svg or .pdf; - is a png");
        Settings& settings = o.settings[kind.name] = Settings(of.options);
        for (const KindOption& option : of.options) declare(command, option, settings);
    }
    app.require_subcommand(1);
    cli::use_brief_help(app, {},
                        {"drift data moons | drift plot scatter - -o moons.png",
                         "drift data digits | drift plot images - -o digits.png"});
}

void draw(const std::string& kind, const Options& o) {
    Picture picture = kind_named(kind).draw(format_of(o.output), o.inputs, o.settings.at(kind));
    write(std::move(picture.canvas), o.output);
    if (o.common.verbose) std::cerr << picture.summary;
    if (o.common.quiet) return;
    for (const std::string& line : split(picture.warning, '\n')) std::cerr << "drift plot: " << line << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Draw points and images.", "plot");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { draw(app.get_subcommands().front()->get_name(), o); });
}
