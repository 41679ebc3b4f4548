#include "cli/run.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/help.hpp"
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
    std::string name = "tool";
    std::string out, err;

    Tool() = default;
    explicit Tool(std::string name_) : name(std::move(name_)) {}

    int run(
        std::vector<std::string> arguments, const std::function<void()>& work = [] {}) {
        CLI::App app("A tool.", name);
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
    std::istringstream lines(tool.err);
    std::string all;
    for (std::string line; std::getline(lines, line);) {  // a long list goes on in lines of its own
        CHECK(line.starts_with("  ") == !all.empty());
        all += (all.empty() ? "" : " ") + (all.empty() ? line : line.substr(2));
    }
    return all.size() > 12 ? all.substr(12) : "";
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
    CHECK(complaint({"-t", "0.1", "-t", "0.2"}) ==
          "given more than once: '--time'; several values go between commas: --time A,B");
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

TEST_CASE("of an option that is given again the last counts") {
    Tool tool;
    CHECK(tool.run({"-n",      "1",       "--count", "1e1",   "-s", "point", "-s", "CIRCLE:Radius=1",
                    "--seed",  "1",       "--seed",  "2",     "-o", "a.npy", "-o", "b.npy",
                    "--dtype", "Float32", "--dtype", "DOUBLE"}) == 0);
    CHECK(tool.count == 10);
    CHECK(tool.shape == "circle:radius=1");
    CHECK(tool.common.seed == 2);
    CHECK(tool.output == "b.npy");
    CHECK(tool.common.dtype == "float64");
}

TEST_CASE("a message whose list of known names is long is broken into lines of 80 columns") {
    const std::string message =
        "unknown shape 'x'; known: " + std::string(60, 'a') + ", " + std::string(60, 'b');
    CHECK(cli::wrapped("drift tool: " + message) == "drift tool: unknown shape 'x'; known:\n  " +
                                                        std::string(60, 'a') + ",\n  " +
                                                        std::string(60, 'b'));
    CHECK(cli::wrapped("short") == "short");
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

TEST_CASE("a configuration file may serve several tools, each by its section") {
    // `tool` is none of the suite, so that this one reads the lines on top alone.
    const File file("seed = 4\n[train]\nsteps = 10\n[Sample]\nseed = 9\nn = 3\n");
    Tool tool;
    CHECK(tool.run({"--config", file.name}) == 0);
    CHECK(tool.common.seed == 4);
    Tool plot("plot"), sample("sample");
    CHECK(sample.run({"--config", file.name}) == 2);  // n is none of its options
    CHECK(sample.err.find("unknown key in the configuration file 'n'") != std::string::npos);
    const File two("Count = 4\nseed = 1\n[plot]\nCOUNT = 5\n");
    CHECK(plot.run({"--config", two.name}) == 0);
    CHECK(plot.count == 5);
    CHECK(plot.common.seed == 1);
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
    CHECK(fault("[trian]\nseed = 1\n")
              .starts_with("unknown section of the configuration file 'trian' (did you mean 'train'?)"));
    CHECK(fault("[train]\nseed = 1\nSEED = 2\n") == "key given twice in the configuration file: 'SEED'");
    CHECK(fault("help = true\n").starts_with("unknown key in the configuration file 'help'"));
    CHECK(complaint({"--config", "none.conf"}) == "cannot open 'none.conf'");
}

TEST_CASE("help names every option with its range and default and stays within 80 columns") {
    Tool tool;
    CHECK(tool.run({"--help"}) == 0);
    for (const char* part :
         {"usage: drift tool [OPTIONS] [FILE]", "-s, --shape SPEC", "circle:radius=2,hole=0", "[circle]",
          "-t, --time X[,X...]", "the times (0 to 1) [0.5]", "the end (above 0)\n", "how many (1 to 10) [",
          "--threads N", "-q, --quiet", "--config CONFIG"})
        CHECK(tool.out.find(part) != std::string::npos);
    std::istringstream lines(tool.out);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 80);
    CHECK(tool.run({"-h"}) == 0);
    for (const char* part : {"usage: drift tool [OPTIONS] [FILE]", "the shape: circle point [circle]",
                             "`drift tool --help` lists all options, `drift help tool` opens the manual."})
        CHECK(tool.out.find(part) != std::string::npos);
    CHECK(tool.out.find("--threads") == std::string::npos);
    CHECK(tool.run({"--version"}) == 0);
    CHECK(tool.out.starts_with("drift tool " DRIFT_VERSION " (x86-64-v"));
}
