// The journal of a training: what its log says of the steps since the last line.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "io/log.hpp"
#include "train/trainer.hpp"

namespace drift::train {

class Journal {
public:
    /// A log in the file, or none without one. after: the step a resumed training goes on from.
    Journal(const std::string& path, std::optional<std::uint64_t> after);

    void add(const Trainer::Step& step, std::size_t rows);

    /// The line of step k, after it was added. valid: the validation loss, when it was measured.
    void write(std::uint64_t k, const Trainer::Step& step, double rate,
               const std::optional<LossByLevel>& valid);

    /// The sums since the last line as numbers, for a checkpoint, and back.
    std::vector<double> counters() const;
    void restore(const std::vector<double>& counters);

private:
    using Clock = std::chrono::steady_clock;

    std::optional<Log> log_;
    double loss_ = 0, steps_ = 0;
    LossByLevel levels_;
    double rows_ = 0;  // in this process
    Clock::time_point since_ = Clock::now();
};

}  // namespace drift::train
