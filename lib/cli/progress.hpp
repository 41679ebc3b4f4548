// Progress of long work on standard error: a bar, the rate, a note, the time left. On a terminal only by default.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "cli/options.hpp"

namespace drift::cli {

class Progress {
public:
    /// What is counted ("steps", "rows") and how many there will be; 0 when that is unknown.
    Progress(const Common& common, std::string unit, std::uint64_t total);
    ~Progress();  // takes the bar off the terminal
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// So much is done. The note (`loss 0.12`) is made when the bar is drawn, at most ten times a second.
    void at(std::uint64_t done, const std::function<std::string()>& note = {});

    /// Leaves a line in the bar's place, where it is shown at all: what has come of the work.
    void finish(const std::string& line);

    /// The seconds since it began.
    double seconds() const;

    /// at() as a callback, for streams.
    std::function<void(std::uint64_t done)> counter();

private:
    using Clock = std::chrono::steady_clock;

    std::string line(std::uint64_t done, const std::string& note) const;

    std::string unit_;
    std::uint64_t total_;
    bool shown_, terminal_, always_, drawn_ = false;
    Clock::time_point start_ = Clock::now(), next_;
};

}  // namespace drift::cli
