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

// A worker's own share of a loop's slices, which others help to finish. High half: number of the loop; low
// half: slices not yet taken. Taking a slice is one exchange, and who holds a slice keeps the loop alive, so
// that `work` and `slices` may then be read.
struct alignas(64) Share {
    std::atomic<std::uint64_t> left{0};
};

struct ThreadPool::State {
    explicit State(unsigned size) : shares(size) {}

    std::vector<Share> shares;
    std::atomic<std::uint64_t> loop{0};
    std::atomic<std::uint32_t> done{0};
    std::atomic<bool> stop{false};
    const std::function<void(std::size_t, unsigned)>* work = nullptr;
    std::size_t slices = 0;

    std::mutex failure_lock;
    std::atomic<std::size_t> failed_slice{SIZE_MAX};
    std::exception_ptr failure;

    std::vector<std::thread> threads;

    // Where a share begins: the same slices come to the same worker in each loop,
    // and find their data in its cache.
    std::size_t begin(std::size_t share) const { return slices * share / shares.size(); }

    // The worker's own slices, then those that others have not come to.
    void take_slices(unsigned worker) {
        for (std::size_t turn = 0; turn < shares.size(); ++turn)
            take_share((worker + turn) % shares.size(), worker);
    }

    void take_share(std::size_t share, unsigned worker) {
        std::atomic<std::uint64_t>& left = shares[share].left;
        for (std::uint64_t now = left.load(); (now & slices_mask) != 0;) {
            if (!left.compare_exchange_weak(now, now - 1)) continue;
            const std::size_t all = slices;
            attempt(begin(share + 1) - (now & slices_mask), worker);
            if (done.fetch_add(1) + 1 == all) done.notify_one();
            now = left.load();
        }
    }

    void attempt(std::size_t slice, unsigned worker) {
        if (slice > failed_slice.load()) return;
        try {
            (*work)(slice, worker);
        } catch (...) {
            const std::lock_guard lock(failure_lock);
            if (slice < failed_slice) failed_slice = slice, failure = std::current_exception();
        }
    }

    void serve(unsigned worker) {
        for (std::uint64_t seen = 0; !stop;) {
            if (!soon([&] { return loop.load() != seen; })) loop.wait(seen);
            seen = loop.load();
            take_slices(worker);
        }
    }
};

ThreadPool::ThreadPool(unsigned size) : state_(std::make_unique<State>(std::max(1U, size))) {
    for (unsigned worker = 1; worker < size; ++worker)
        state_->threads.emplace_back([state = state_.get(), worker] { state->serve(worker); });
}

ThreadPool::~ThreadPool() {
    state_->stop = true;
    ++state_->loop;
    state_->loop.notify_all();
    for (std::thread& thread : state_->threads) thread.join();
}

unsigned ThreadPool::size() const { return static_cast<unsigned>(state_->threads.size()) + 1; }

void ThreadPool::run(std::size_t slices, const std::function<void(std::size_t, unsigned)>& work) {
    if (slices == 0) return;
    State& state = *state_;
    state.work = &work;
    state.slices = slices;
    state.done = 0;
    state.failed_slice = SIZE_MAX;
    state.failure = nullptr;
    const std::uint64_t loop = state.loop + 1;
    for (std::size_t share = 0; share < state.shares.size(); ++share)
        state.shares[share].left = (loop << 32) + state.begin(share + 1) - state.begin(share);
    state.loop = loop;
    if (size() > 1 && slices > 1) state.loop.notify_all();
    state.take_slices(0);
    const auto all_done = [&] { return state.done.load() == slices; };
    if (!soon(all_done))
        for (std::uint32_t done = state.done; done != slices; done = state.done) state.done.wait(done);
    if (state.failure) std::rethrow_exception(state.failure);
}

}  // namespace drift
