// data(1): draw toy sets of points; show, select and export arrays.
#include <vector>

#include "cli/run.hpp"
#include "commands.hpp"

using namespace drift;

int main(int argc, char** argv) {
    CLI::App app("Draw toy sets of points; show, select and export arrays.", "data");
    const tools::Command drawing = tools::draw(app);
    const std::vector<CLI::Option*> its_options = app.get_options();
    const std::vector<tools::Command> commands{tools::list(app), tools::spec(app), tools::show(app),
                                               tools::export_text(app), tools::select(app)};
    for (const tools::Command& command : commands)
        for (CLI::Option* option : its_options) command.app->excludes(option);
    app.require_subcommand(0, 1);
    return cli::run(app, argc, argv, [&] {
        for (const tools::Command& command : commands)
            if (app.got_subcommand(command.app)) return command.work();
        drawing.work();
    });
}
