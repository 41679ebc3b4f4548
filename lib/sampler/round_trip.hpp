// What it costs to encode data: how far a row misses its beginning when it is taken there and back.
#pragma once

#include "sampler/sampler.hpp"

namespace drift::sampler {

class RoundTrip {
public:
    /// Takes what the sampler made of x (n, d), rows `first` on of the stream, back along its grid.
    void add(const Sampler& sampler, std::uint64_t first, const Rows& x, const Rows& made,
             const Labels& labels, ThreadPool& pool);

    /// The root of the mean square by which a coordinate is off, in data units.
    Real error() const;

private:
    Real squares_ = 0;
    std::size_t numbers_ = 0;
};

}  // namespace drift::sampler
