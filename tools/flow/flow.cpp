// flow(1): couple two sets of points, move points between them, and show where they move.
#include <vector>

#include "cli/help.hpp"
#include "cli/run.hpp"
#include "commands.hpp"

using namespace drift;

int main(int argc, char** argv) {
    cli::Common common;
    CLI::App app("Couple sets of points, and move points along flows between them.", "flow");
    cli::add_manners(app, common);
    const std::vector<tools::Command> commands{tools::couple(app, common), tools::pair(app, common),
                                               tools::train(app, common), tools::run(app, common),
                                               tools::field(app, common)};
    app.require_subcommand(1);
    cli::use_brief_help(app, {},
                        {"drift flow train moons.npy --base annulus --coupling ot -o flow.model",
                         "drift flow run -m flow.model -n 1000 -o new.npy"});
    return cli::run(app, argc, argv, [&] {
        for (const tools::Command& command : commands)
            if (app.got_subcommand(command.app)) return command.work();
    });
}
