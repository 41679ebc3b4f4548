// doctor(1): test this machine: version, instruction set, BLAS, random numbers and matrix products.
#include <algorithm>
#include <iostream>

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "self_test.hpp"

using namespace drift::all;

namespace {

void doctor() {
    const std::vector<Finding> findings = self_test();
    for (const auto& [what, value, bad] : findings)
        std::cout << what << '\t' << value << (bad ? "\tbad" : "") << '\n';
    const auto bad = std::find_if(findings.begin(), findings.end(), [](const Finding& f) { return f.bad; });
    if (bad != findings.end()) throw Error("this machine has a fault: ", bad->what, " '", bad->value, "'");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Test this machine: instruction set, BLAS, random numbers, speed.", "doctor");
    cli::add_version(app);
    cli::use_brief_help(app, {}, {"drift doctor", "DRIFT_LEVEL=v2 drift doctor"});
    return cli::run(app, argc, argv, doctor);
}
