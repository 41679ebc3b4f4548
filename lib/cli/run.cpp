#include "cli/run.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <new>

#include "cli/help.hpp"
#include "cli/signals.hpp"
#include "core/error.hpp"

namespace drift::cli {
namespace {

// The app and the commands chosen below it: `plot`, then `scatter`.
std::vector<CLI::App*> active(CLI::App& app) {
    std::vector<CLI::App*> all{&app};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (CLI::App* chosen : all[i]->get_subcommands()) all.push_back(chosen);
    return all;
}

// What the command line holds beyond the declared options and arguments; the first of it is named.
std::string unexpected(CLI::App& app, const std::string& argument) {
    if (argument.starts_with("-")) {
        std::vector<std::string> known;
        for (const CLI::App* command : active(app))
            for (const CLI::Option* option : command->get_options())
                for (const std::string& name : option->get_lnames()) known.push_back(name);
        const std::string name = argument.substr(0, argument.find('='));
        const std::string close = nearest(name.substr(name.find_first_not_of('-') % name.size()), known);
        return concat("unknown option '", name, "'",
                      close.empty() ? "" : " (did you mean '--" + close + "'?)");
    }
    std::vector<std::string> commands;
    const CLI::App& last = *active(app).back();
    for (const CLI::App* command : last.get_subcommands({})) commands.push_back(command->get_name());
    const bool command_meant = last.get_require_subcommand_min() > 0 && last.get_subcommands().empty();
    return command_meant ? unknown("command", argument, commands)
                         : concat("unexpected argument '", argument, "'");
}

// An option that must be given and is not, else CLI11's words.
std::string missing(CLI::App& app, const std::string& otherwise) {
    for (const CLI::App* command : active(app)) {
        for (const CLI::Option* option : command->get_options())
            if (option->get_required() && option->count() == 0)
                return concat("missing '", option->get_name(), "'");
        if (command->get_require_subcommand_min() > command->get_subcommands().size()) {
            std::string known;
            for (const CLI::App* one : command->get_subcommands({}))
                known += (known.empty() ? "" : ", ") + one->get_name();
            return "missing command; known: " + known;
        }
    }
    return otherwise;
}

std::string explain(CLI::App& app, const CLI::ParseError& error) {
    const std::string text = error.what(), subject = text.substr(0, text.find(':'));
    for (const std::string& argument : app.remaining(true))
        if (argument != "--") return unexpected(app, argument);
    if (dynamic_cast<const CLI::RequiredError*>(&error)) return missing(app, text);
    if (dynamic_cast<const CLI::FileError*>(&error))
        return concat("cannot open '", app.get_config_ptr()->as<std::string>(), "'");
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error))
        return text.find("At Most") != text.npos
                   ? concat("given more than once: '", subject,
                            "'; several values go between commas: ", subject, " A,B")
                   : concat("missing value: '", subject, "'");
    return text;
}

// At most one input of a command is standard input, and at most one output is standard output. The kind of an
// option (FILE or OUT, see options.hpp) tells them apart. Defaults count for the chosen command alone.
void check_streams(CLI::App& app, const char* kind, const char* stream) {
    std::vector<std::string> takers;
    const std::vector<CLI::App*> all = active(app);
    for (const CLI::App* command : all)
        for (const CLI::Option* option : command->get_options()) {
            if (option->get_type_name() != kind) continue;
            std::vector<std::string> files = option->results();
            if (files.empty() && command == all.back()) files = {option->get_default_str()};
            takers.insert(takers.end(), std::count(files.begin(), files.end(), "-"), option->get_name());
        }
    if (takers.size() > 1)
        throw UsageError(stream, " can be used once: asked for by '", takers[0], "' and '", takers[1], "'");
}

// A full disk may show as late as here, a full quota on a network disk only when the file is closed.
void check_output() {
    if (std::cout && !std::ferror(stdout)) errno = 0;  // else it says what the write that failed met
    std::cout.flush();
    const bool written = std::fflush(stdout) == 0 && !std::ferror(stdout) && std::cout;
    const int copy = written ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3) : -1;
    if (!written || (copy >= 0 && ::close(copy) != 0))
        throw Error("cannot write 'standard output'", errno ? concat(": ", std::strerror(errno)) : "");
}

int failed(const CLI::App& app, std::string message, int status) {
    std::replace(message.begin(), message.end(), '\n', ' ');
    message = full_name(app) + ": " + message;
    std::cerr << wrapped(message) << '\n';
    return status;
}

void parse_and_work(CLI::App& app, int argc, char** argv, const std::function<void()>& work) {
    use_house_help(app);
    try {
        app.parse(argc, argv);
        check_streams(app, "FILE", "standard input");
        check_streams(app, "OUT", "standard output");
        work();
    } catch (const CLI::CallForHelp&) {
        std::cout << app.help();
    } catch (const CLI::CallForAllHelp&) {
        std::cout << app.help("", CLI::AppFormatMode::All);
    } catch (const CLI::CallForVersion&) {
        std::cout << app.version() << '\n';
    }
    check_output();
}

}  // namespace

int run(CLI::App& app, int argc, char** argv, const std::function<void()>& work) {
    try {
        parse_and_work(app, argc, argv, work);
        return 0;
    } catch (const CLI::ParseError& error) {
        return failed(app, explain(app, error), 2);
    } catch (const UsageError& error) {
        return failed(app, error.what(), 2);
    } catch (const Diverged& error) {
        return failed(app, error.what(), 3);
    } catch (const Unmet& error) {
        return failed(app, error.what(), 4);
    } catch (const Interrupted& interrupted) {
        return failed(app, interrupted.what(), 128 + interrupted.signal());
    } catch (const std::bad_alloc&) {
        return failed(app, "out of memory", 1);
    } catch (const std::exception& error) {
        return failed(app, error.what(), 1);
    }
}

}  // namespace drift::cli
