// A pool whose threads look for work for some microseconds, then sleep until they are woken.
#include "core/parallel.hpp"

#include <immintrin.h>
#include <sched.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace drift {
namespace {

constexpr std::uint64_t slices_mask = 0xffffffff;
constexpr auto patience = std::chrono::microseconds(50);  // of a thread that looks for work before it sleeps

// True as soon as the condition holds, false when patience has run out.
template <class Condition>
bool soon(const Condition& holds) {
    const auto end = std::chrono::steady_clock::now() + patience;
    do
        for (int pause = 0; pause < 16; ++pause) {
            if (holds()) return true;
            _mm_pause();
        }
    while (std::chrono::steady_clock::now() < end);
    return holds();
}

}  // namespace

unsigned processors() {
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        return static_cast<unsigned>(CPU_COUNT(&allowed));
    return std::max(1U, std::thread::hardware_concurrency());
}

struct Team::State {
    // High half: number of the loop; low half: its slices not yet taken. Taking a slice is one exchange, and
    // who holds a slice keeps the loop alive, so that `work` and `slices` may then be read.
    std::atomic<std::uint64_t> ticket{0};
    std::atomic<std::uint32_t> done{0};
    std::atomic<bool> stop{false};
    const std::function<void(std::size_t, unsigned)>* work = nullptr;
    std::size_t slices = 0;

    std::mutex failure_lock;
    std::atomic<std::size_t> failed_slice{SIZE_MAX};
    std::exception_ptr failure;

    std::vector<std::thread> threads;

    void take_slices(unsigned worker) {
        for (std::uint64_t now = ticket.load(); (now & slices_mask) != 0;) {
            if (!ticket.compare_exchange_weak(now, now - 1)) continue;
            const std::size_t slice = slices - (now & slices_mask), all = slices;
            if (slice < failed_slice.load()) attempt(slice, worker);
            if (done.fetch_add(1) + 1 == all) done.notify_one();
            now = ticket.load();
        }
    }

    void attempt(std::size_t slice, unsigned worker) {
        try {
            (*work)(slice, worker);
        } catch (...) {
            const std::lock_guard lock(failure_lock);
            if (slice < failed_slice) failed_slice = slice, failure = std::current_exception();
        }
    }

    void serve(unsigned worker) {
        while (!stop) {
            const std::uint64_t idle = ticket.load();
            if ((idle & slices_mask) == 0 && !soon([&] { return ticket.load() != idle; })) ticket.wait(idle);
            take_slices(worker);
        }
    }
};

Team::Team(unsigned size) : state_(std::make_unique<State>()) {
    for (unsigned worker = 1; worker < size; ++worker)
        state_->threads.emplace_back([state = state_.get(), worker] { state->serve(worker); });
}

Team::~Team() {
    state_->stop = true;
    state_->ticket += slices_mask + 1;
    state_->ticket.notify_all();
    for (std::thread& thread : state_->threads) thread.join();
}

unsigned Team::size() const { return static_cast<unsigned>(state_->threads.size()) + 1; }

void Team::run(std::size_t slices, const std::function<void(std::size_t, unsigned)>& work) {
    if (slices == 0) return;
    State& state = *state_;
    state.work = &work;
    state.slices = slices;
    state.done = 0;
    state.failed_slice = SIZE_MAX;
    state.failure = nullptr;
    state.ticket = (state.ticket | slices_mask) + 1 + slices;
    if (size() > 1 && slices > 1) state.ticket.notify_all();
    state.take_slices(0);
    const auto all_done = [&] { return state.done.load() == slices; };
    if (!soon(all_done))
        for (std::uint32_t done = state.done; done != slices; done = state.done) state.done.wait(done);
    if (state.failure) std::rethrow_exception(state.failure);
}

}  // namespace drift
