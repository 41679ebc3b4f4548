// Parallelism: the project's one parallel loop. Slices of work are taken by threads that sleep soon.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace drift {

/// Rows of a full slice of those that a model works on: slices begin at multiples of it in the endless stream of
/// rows.
inline constexpr std::size_t slice_rows = 128;

/// The processors this process may run on.
unsigned processors();

/// A group of threads: the caller and size() - 1 others. What a slice computes may depend on the slice alone,
/// never on the worker that took it, so the results are the same for any size.
class ThreadPool {
public:
    explicit ThreadPool(unsigned size);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    unsigned size() const;

    /// Calls work(slice, worker) once for each slice of 0 .. slices - 1, worker in 0 .. size() - 1, and
    /// returns when all are done. A thread that is not running at that moment takes no slice and is not
    /// waited for. The exception of the lowest slice that failed is thrown again here.
    void run(std::size_t slices, const std::function<void(std::size_t slice, unsigned worker)>& work);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// How a stream of rows is cut: pieces that a thread makes, blocks of pieces that are in memory at a time.
struct Blocks {
    explicit Blocks(std::size_t numbers_in_a_row)
        : piece(std::max<std::size_t>(1, 16384 / std::max<std::size_t>(1, numbers_in_a_row))),
          rows(64 * piece) {}

    std::size_t piece, rows;
};

/// make(first, count) for the pieces of 0 .. n, `most` long but the last; what they are, in order.
template <class Piece>
std::vector<Piece> in_pieces(ThreadPool& pool, std::size_t n, std::size_t most,
                             const std::function<Piece(std::size_t first, std::size_t count)>& make) {
    std::vector<Piece> pieces((n + most - 1) / most);
    pool.run(pieces.size(), [&](std::size_t slice, unsigned) {
        const std::size_t first = slice * most;
        pieces[slice] = make(first, std::min(most, n - first));
    });
    return pieces;
}

}  // namespace drift
