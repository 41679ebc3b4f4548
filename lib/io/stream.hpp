// Streams of rows: read, computed and written block by block, with one block in memory at a time, whatever
// their length. The pieces of a block are made in parallel; neither they nor the number of threads change
// what is written, as long as a row depends on its place in the stream alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/array.hpp"
#include "core/parallel.hpp"
#include "core/tally.hpp"

namespace drift::io {

/// The rows to put into the block that begins at a row of the stream, at least one.
using BlockRows = std::function<std::size_t(std::uint64_t first)>;

/// Writes make(first, count) for rows first .. first + n, a block at a time, after each of which `progress` is called. Out has write(what is made), as
/// npy::Writer and npy::PairWriter.
template <class Out, class Make>
void generate(std::uint64_t first, std::uint64_t n, Out& out, const BlockRows& block_rows,
              const OnDone& progress, const Make& make) {
    for (std::uint64_t done = 0; done < n;) {
        const std::size_t count = std::min<std::uint64_t>(n - done, block_rows(first + done));
        out.write(make(first + done, count));
        done += count;
        if (progress) progress(done);
    }
}

/// The same, where make is called for pieces of rows by all threads at once. Out has dimension(), the numbers
/// of a row, and write(vector of what is made).
template <class Out, class Make>
void generate(std::uint64_t first, std::uint64_t n, Out& out, ThreadPool& pool, const OnDone& progress,
              const Make& make) {
    using Piece = std::invoke_result_t<Make, std::uint64_t, std::size_t>;
    const Blocks blocks(out.dimension());
    const auto block = [&](std::uint64_t begin, std::size_t n_block) {
        return in_pieces<Piece>(pool, n_block, blocks.piece, [&](std::size_t place, std::size_t count) {
            return make(begin + place, count);
        });
    };
    generate(
        first, n, out, [&](std::uint64_t) { return blocks.rows; }, progress, block);
}

/// Writes f(block, first) for the blocks of all arrays of `in`: first is the place of the block's first row
/// in the stream, counted from 0 through all arrays. For each array read after the first, one is begun in
/// `out`. In is npy::Reader or npy::PairReader; Out has write() and next_array(rows). Returns the rows read.
template <class In, class Out, class F>
std::uint64_t transform(In& in, Out& out, const BlockRows& block_rows, const OnDone& progress, const F& f) {
    std::uint64_t done = 0;
    typename In::Block block;
    for (bool more = true; more;) {
        while (const std::size_t count = in.read(block, block_rows(done))) {
            out.write(f(std::as_const(block), done));
            done += count;
            if (progress) progress(done);
        }
        more = in.next_array();
        if (more) out.next_array(in.rows());
    }
    return done;
}

/// The same, where f(piece, first) is called for pieces of rows by all threads at once.
template <class In, class Out, class F>
std::uint64_t transform(In& in, Out& out, ThreadPool& pool, const OnDone& progress, const F& f) {
    using Block = typename In::Block;
    using Piece = std::invoke_result_t<F, Block, std::uint64_t>;
    const Blocks blocks(std::max(in.dimension(), out.dimension()));
    const auto pieces = [&](const Block& block, std::uint64_t first) {
        return in_pieces<Piece>(pool, row_count(block), blocks.piece,
                                [&](std::size_t begin, std::size_t count) {
                                    return f(row_range(block, begin, count), first + begin);
                                });
    };
    return transform(
        in, out, [&](std::uint64_t) { return blocks.rows; }, progress, pieces);
}

}  // namespace drift::io
