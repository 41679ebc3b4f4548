// How much of a work is done, while several threads do it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>

namespace drift {

/// Called now and then with how much is done so far; may be empty.
using OnDone = std::function<void(std::uint64_t done)>;

/// Counts what threads add, and says the sum: one thread at a time, and no thread waits for it.
class Tally {
public:
    explicit Tally(OnDone say) : say_(std::move(say)) {}

    void add(std::uint64_t amount) {
        if (!say_) return;
        done_ += amount;
        const std::unique_lock<std::mutex> lock(saying_, std::try_to_lock);
        if (lock) say_(done_);
    }

private:
    OnDone say_;
    std::atomic<std::uint64_t> done_ = 0;
    std::mutex saying_;
};

}  // namespace drift
