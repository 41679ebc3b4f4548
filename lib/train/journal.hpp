// The journal of a training: what its log says of the steps since the last line.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "io/log.hpp"
#include "train/trainer.hpp"

namespace drift {

class Journal {
public:
    /// A line every so many steps in the file, or no lines without one. after: the step a resumed training
    /// goes on from.
    Journal(const std::string& path, std::uint64_t every, std::optional<std::uint64_t> after);

    bool kept() const { return log_.has_value(); }
    bool due(std::uint64_t k) const { return log_ && k % every_ == 0; }

    void add(const Trainer::Step& step, std::size_t rows);

    /// The line of step k, after it was added. valid: the validation loss, when it was measured.
    void write(std::uint64_t k, const Trainer::Step& step, double rate, const std::optional<Levels>& valid);

    /// The sums since the last line as numbers, for a checkpoint, and back.
    std::vector<double> counters() const;
    void restore(const std::vector<double>& counters);

private:
    using Clock = std::chrono::steady_clock;

    std::optional<Log> log_;
    std::uint64_t every_;
    double loss_ = 0, steps_ = 0;
    Levels levels_;
    double rows_ = 0;  // in this process
    Clock::time_point since_ = Clock::now();
};

}  // namespace drift
