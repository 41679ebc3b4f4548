// The command `train average`.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"

struct AverageOptions {
    std::vector<std::string> snapshots;
    std::string output;
    double width = 0.1;
    bool verbose = false;
};

/// Adds the command to train's.
CLI::App& declare_average(CLI::App& train, AverageOptions& o);

/// Combines the snapshots and writes the model.
void average(const AverageOptions& o);
