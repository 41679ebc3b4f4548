// The tools of the suite, one table for the dispatcher and for whoever must know their names.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace drift::cli {

struct Tool {
    std::string name, does;
};

inline const std::array<Tool, 9>& tools() {
    static const std::array<Tool, 9> all{
        {{"data", "draw toy sets of points; show, select and export arrays"},
         {"noise", "move points along a probability path, from data towards noise"},
         {"train", "fit a network to the denoising target of a path"},
         {"sample", "draw new points with a reverse sampler"},
         {"flow", "couple sets of points, and move points along flows between them"},
         {"eval", "measure models and solvers against what is exact"},
         {"plot", "draw points and images"},
         {"list", "list what can be chosen by name: schedules, solvers, sets and more"},
         {"doctor", "test this machine: instruction set, BLAS, random numbers, speed"}}};
    return all;
}

inline std::vector<std::string> tool_names() {
    std::vector<std::string> all;
    for (const Tool& tool : tools()) all.push_back(tool.name);
    return all;
}

}  // namespace drift::cli
