#include "cli/run.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/options.hpp"
#include "core/error.hpp"

using namespace drift::all;

namespace {

const EntryList shapes{"shape",
                       {{"circle", {{"radius", "2", ""}, {"hole", "0", ""}}, ""}, {"point", {}, ""}}};

// What is written to a stream while this lives.
class Captured {
public:
    explicit Captured(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
    ~Captured() { stream_.rdbuf(before_); }
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
    std::ostream& stream_;
    std::streambuf* before_;
};

// A tool of the suite's making: what it read from the command line, its status, and its words.
struct Tool {
    cli::Common common;
    std::string file = "-", mask, output = "-", shape = "circle";
    std::vector<double> times{0.5};
    std::optional<double> end;
    std::uint64_t count = 3;
    std::string out, err;

    int run(
        std::vector<std::string> arguments, const std::function<void()>& work = [] {}) {
        CLI::App app("A tool.", "tool");
        cli::add_input(app, "FILE", file, "points");
        cli::add_input(app, "--mask", mask, "more points");
        cli::add_output(app, "-o,--output", output, "points");
        cli::add_spec(app, "-s,--shape", shape, shapes, "the shape");
        cli::add_numbers(app, "-t,--time", times, cli::unit_interval, "the times");
        cli::add_number(app, "--end", end, cli::positive, "the end");
        cli::add_count(app, "-n,--count", count, 1, 10, "how many");
        cli::add(app, common);

        arguments.insert(arguments.begin(), "tool");
        std::vector<char*> argv;
        for (std::string& argument : arguments) argv.push_back(argument.data());
        const Captured cout(std::cout), cerr(std::cerr);
        const int status = cli::run(app, static_cast<int>(argv.size()), argv.data(), work);
        out = cout.text(), err = cerr.text();
        return status;
    }
};

// The one line that a wrong command line is answered with.
std::string complaint(const std::vector<std::string>& arguments) {
    Tool tool;
    bool worked = false;
    CHECK(tool.run(arguments, [&] { worked = true; }) == 2);
    CHECK_FALSE(worked);
    CHECK(tool.out == "");
    CHECK(tool.err.starts_with("drift tool: "));
    CHECK(std::count(tool.err.begin(), tool.err.end(), '\n') == 1);
    return tool.err.size() > 12 ? tool.err.substr(12, tool.err.size() - 13) : "";
}

// A configuration file that lives as long as its test.
struct File {
    std::string name = "cli_run_test." + std::to_string(::getpid()) + ".conf";  // tests run side by side
    explicit File(const std::string& text) { std::ofstream(name) << text; }
    ~File() { std::remove(name.c_str()); }
};

}  // namespace

TEST_CASE("the command line reaches the options, and what is not given keeps its default") {
    Tool tool;
    CHECK(tool.run({"a.npy", "-s", "circle:radius=3", "-t", "0,0.25,1e-3", "--end=2", "-n", "7", "--seed",
                    "9"}) == 0);
    CHECK(tool.file == "a.npy");
    CHECK(tool.shape == "circle:radius=3");
    CHECK(tool.times == std::vector<double>{0, 0.25, 1e-3});
    CHECK(tool.end == 2);
    CHECK(tool.count == 7);
    CHECK(tool.common.seed == 9);
    Tool plain;
    CHECK(plain.run({}) == 0);
    CHECK(plain.times == std::vector<double>{0.5});
    CHECK_FALSE(plain.end.has_value());
    CHECK(plain.err == "");
}

TEST_CASE("a wrong command line is answered with one line that names the fault, and status 2") {
    CHECK(complaint({"--sede", "3"}) == "unknown option '--sede' (did you mean '--seed'?)");
    CHECK(complaint({"a.npy", "b.npy"}) == "unexpected argument 'b.npy'");
    CHECK(complaint({"--seed"}) == "missing value: '--seed'");
    CHECK(complaint({"-n", "1", "-n", "2"}) == "given more than once: '--count'");
    CHECK(complaint({"-n", "2.5"}) == "not a whole number: '2.5' for --count");
    CHECK(complaint({"-n", "11"}) == "out of range: '11' for --count; at least 1, at most 10");
    CHECK(complaint({"-t", "0.5,nan"}) == "not a number: 'nan' for --time");
    CHECK(complaint({"-t", "0.5,1.5"}) == "out of range: '1.5' for --time; at least 0, at most 1");
    CHECK(complaint({"-t", "0.5,,1"}) == "not a number: '' for --time");
    CHECK(complaint({"--end", "0"}) == "out of range: '0' for --end; above 0");
    CHECK(complaint({"-s", "cirle"}) ==
          "unknown shape 'cirle' (did you mean 'circle'?); known: circle, point");
    CHECK(complaint({"-s", "circle:radios=1"})
              .starts_with("unknown setting of shape circle 'radios' (did you mean 'radius'?)"));
    CHECK(complaint({"--dtype", "float16"}).starts_with("unknown value of --dtype 'float16'"));
    CHECK(complaint({"-q", "-v"}) == "--quiet excludes --verbose");
}

TEST_CASE("standard input can be asked for once, options and defaults included") {
    CHECK(complaint({"--mask", "-"}) == "standard input can be used once: asked for by 'FILE' and '--mask'");
    Tool tool;
    CHECK(tool.run({"a.npy", "--mask", "-"}) == 0);
    CHECK(tool.run({"-", "--mask", "b.npy"}) == 0);
}

TEST_CASE("a failure is one line and a status by its kind") {
    Tool tool;
    CHECK(tool.run({}, [] { throw Error("cannot open 'x\ny'"); }) == 1);
    CHECK(tool.err == "drift tool: cannot open 'x y'\n");
    CHECK(tool.run({}, [] { throw UsageError("two shapes"); }) == 2);
    CHECK(tool.run({}, [] { throw Diverged("not finite at step 3"); }) == 3);
    CHECK(tool.err == "drift tool: not finite at step 3\n");
    CHECK(tool.run({}, [] { throw Unmet("not met: 'order>2.9', found 2"); }) == 4);
    CHECK(tool.run({}, [] { throw std::bad_alloc(); }) == 1);
    CHECK(tool.err == "drift tool: out of memory\n");
}

TEST_CASE("a configuration file sets what the command line leaves, commas and all") {
    const File file(
        "# settings\nshape = circle:radius=3,hole=1\ntime=0.1,0.2  # two\nseed = 4\nquiet = true\n");
    Tool tool;
    CHECK(tool.run({"--config", file.name, "--seed", "5"}) == 0);
    CHECK(tool.shape == "circle:radius=3,hole=1");
    CHECK(tool.times == std::vector<double>{0.1, 0.2});
    CHECK(tool.common.seed == 5);
    CHECK(tool.common.quiet);
}

TEST_CASE("a fault in a configuration file is a wrong command line") {
    const auto fault = [](const std::string& text) {
        const File file(text);
        return complaint({"--config", file.name});
    };
    CHECK(fault("coutn = 3\n")
              .starts_with("unknown key in the configuration file 'coutn' (did you mean 'count'?)"));
    CHECK(fault("count = 0\n") == "out of range: '0' for --count; at least 1, at most 10");
    CHECK(fault("seed = 1\nseed = 2\n") == "key given twice in the configuration file: 'seed'");
    CHECK(fault("seed 1\n") == "expected key = value in the configuration file, line 1: 'seed 1'");
    CHECK(fault("help = true\n").starts_with("unknown key in the configuration file 'help'"));
    CHECK(complaint({"--config", "none.conf"}) == "cannot open 'none.conf'");
}

TEST_CASE("help names every option with its range and default and stays within 90 columns") {
    Tool tool;
    CHECK(tool.run({"--help"}) == 0);
    for (const char* part :
         {"usage: drift tool [OPTIONS] [FILE]", "-s, --shape SPEC", "circle:radius=2,hole=0", "[circle]",
          "-t, --time X[,X...]", "the times (0 to 1) [0.5]", "the end (above 0)\n", "how many (1 to 10) [",
          "--threads N", "-q, --quiet", "--config CONFIG"})
        CHECK(tool.out.find(part) != std::string::npos);
    std::istringstream lines(tool.out);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 90);
    CHECK(tool.run({"--version"}) == 0);
    CHECK(tool.out.starts_with("drift tool " DRIFT_VERSION " (x86-64-v"));
}
