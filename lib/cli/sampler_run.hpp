// A sampling run as a command line asks for it: in data units, from noise to data or back.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sampler/sampler.hpp"

namespace drift::cli {

struct RunChoice {
    std::string solver = "ddim", grid = "time";  // specs
    std::string start = "normal";                // or exact
    Vector file_times;                           // of the grid `file:PATH`; empty for others
    std::optional<std::uint64_t> steps;          // usual_steps when not said
    std::optional<Real> t_max, t_min;
    bool encode = false;      // data to noise
    bool round_trip = false;  // and back, to see what that costs
    bool paths = false;       // keep x at every time
    std::uint64_t seed = 0;
};

/// Holds what its Sampling refers to; the model outlives it.
class Run {
public:
    /// UsageError when what is asked for does not go together.
    Run(const Model& model, const RunChoice& choice);

    const Vector& times() const { return sampling_->times; }
    Real start_error() const;  // of the start that was chosen; 0 when it is exact or given

    /// How many rows to ask for at once from row `first` on.
    std::size_t block_rows(const ThreadPool& pool, std::uint64_t first) const;

    /// Rows first .. first + n of the stream, (n, d) or (n, (steps + 1) d) with paths; from: where they
    /// begin, (n, d), or null. Rows in and out are in data units.
    Rows rows(std::uint64_t first, std::size_t n, const Labels& labels, const Rows* from, ThreadPool& pool);

    /// Of the rows so far: model evaluations a row, and the root of the mean square a coordinate is off after
    /// data were encoded and brought back.
    Real evaluations() const { return evaluations_ / rows_; }
    Real round_trip() const;

private:
    const Model& model_;
    RunChoice choice_;
    Solver solver_;
    std::unique_ptr<const Noise> noise_;
    std::optional<Sampling> sampling_;
    Real rows_ = 0, evaluations_ = 0, squares_ = 0;
    bool given_ = false;
};

}  // namespace drift::cli
