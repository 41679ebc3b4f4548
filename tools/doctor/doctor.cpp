// doctor(1): say what the suite stands on here, and whether that holds.
#include <algorithm>
#include <iostream>

#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "machine.hpp"

using namespace drift::all;

namespace {

void doctor() {
    const std::vector<Finding> findings = machine();
    for (const auto& [what, value, bad] : findings)
        std::cout << what << '\t' << value << (bad ? "\tbad" : "") << '\n';
    const auto bad = std::find_if(findings.begin(), findings.end(), [](const Finding& f) { return f.bad; });
    if (bad != findings.end()) throw Error("this machine has a fault: ", bad->what, " '", bad->value, "'");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Say what the suite stands on here, and whether that holds.", "doctor");
    cli::add_version(app);
    return cli::run(app, argc, argv, doctor);
}
