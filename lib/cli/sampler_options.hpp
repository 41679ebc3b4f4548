// A sampler as a command line asks for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sampler/sampler.hpp"

namespace drift::cli {

struct SamplerOptions {
    std::string solver, grid;      // specs; empty: what is best for the model, and for the solver
    std::string start = "normal";  // or exact
    std::optional<std::uint64_t> steps;
    std::optional<Real> t_max, t_min;
    bool encode = false;  // data to noise
    bool paths = false;   // keep x at every time
};

/// The same with solver and grid named: the default solver, or ddim for a model of single steps.
SamplerOptions complete(SamplerOptions options, const Model& model);

/// UsageError when what is asked for does not go together. The model outlives the sampler.
Sampler make_sampler(const SamplerOptions& options, const Model& model, std::uint64_t seed);

}  // namespace drift::cli
