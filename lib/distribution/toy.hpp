// The toy sets by name: endless streams of draws, and a few finite lists.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/array.hpp"
#include "core/random.hpp"
#include "core/spec.hpp"
#include "distribution/mixture.hpp"

namespace drift::distribution {

/// All sets with every constant: the one table, which drift-data(1) repeats.
const EntryList& sets();

struct Set {
    using Stream =
        std::function<Rows(const Random& random, std::uint64_t first, std::size_t n, Labels* classes)>;

    std::string name;
    Shape row_shape;
    bool labelled;  // its rows have classes
    Stream stream;
    std::optional<std::uint64_t> size = {};  // rows of a finite set
    std::optional<Mixture> mixture = {};     // its exact law, if that is a mixture

    /// The rows of a finite set from `first` on; 1000 of an endless one.
    std::uint64_t rest(std::uint64_t first) const;

    /// Error when a finite set has no rows first .. first + n.
    void check(std::uint64_t first, std::uint64_t n) const;

    /// Rows first .. first + n of its stream, (n, d), d = entries(row_shape); classes, if wanted, beside
    /// them.
    Rows rows(std::uint64_t seed, std::uint64_t first, std::size_t n, Labels* classes = nullptr) const;
};

/// The mixture of a set as JSON; UsageError for a set that is not one, naming those that are.
std::string mixture_spec(const std::string& set);

/// `8gaussians:std=0.1`; also `mixture:FILE` and, without keys, `grid:nx,ny,xmin,xmax,ymin,ymax`.
Set make_set(const std::string& spec);

}  // namespace drift::distribution
