// One line of the log.
#include "train/journal.hpp"

#include <algorithm>
#include <cassert>

namespace drift::train {

Journal::Journal(const std::string& path, std::optional<std::uint64_t> after) {
    if (!path.empty()) log_.emplace(path, after);
}

void Journal::add(const Trainer::Step& step, std::size_t rows) {
    loss_ += step.loss, steps_ += 1, levels_ += step.levels;
    rows_ += static_cast<double>(rows);
}

void Journal::write(std::uint64_t k, const Trainer::Step& step, double rate,
                    const std::optional<LossByLevel>& valid) {
    const auto list = [](const LossByLevel& levels) {
        const auto means = levels.means();
        return std::vector<double>(means.begin(), means.end());
    };
    const double seconds = std::chrono::duration<double>(Clock::now() - since_).count();
    LogLine facts{{"step", k},
                  {"loss", loss_ / steps_},
                  {"levels", list(levels_)},
                  {"gradient_norm", step.gradient_norm},
                  {"rate", rate},
                  {"rows_per_second", rows_ / seconds}};
    if (valid) {
        facts.emplace_back("valid_loss", valid->mean());
        facts.emplace_back("valid_levels", list(*valid));
    }
    log_->write(facts);
    loss_ = steps_ = rows_ = 0, levels_ = {};
    since_ = Clock::now();
}

std::vector<double> Journal::counters() const {
    std::vector<double> all{loss_, steps_};
    all.insert(all.end(), levels_.sum.begin(), levels_.sum.end());
    all.insert(all.end(), levels_.rows.begin(), levels_.rows.end());
    return all;
}

void Journal::restore(const std::vector<double>& counters) {
    assert(counters.size() == 2 + 2 * LossByLevel::count);
    loss_ = counters[0], steps_ = counters[1];
    std::copy_n(counters.begin() + 2, LossByLevel::count, levels_.sum.begin());
    std::copy_n(counters.begin() + 2 + LossByLevel::count, LossByLevel::count, levels_.rows.begin());
}

}  // namespace drift::train
