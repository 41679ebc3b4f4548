// The toy sets by name: endless streams of draws, and a few finite lists.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/registry.hpp"
#include "distribution/distribution.hpp"

namespace drift::distribution {

using MakeSet = std::function<std::shared_ptr<const Distribution>(const Spec&)>;

/// All sets with every constant: the one table, which drift-data(1) repeats.
const Registry<MakeSet>& sets();

/// A distribution by its name; the name and a seed say which stream of draws is meant.
struct Set {
    std::string name;
    std::shared_ptr<const Distribution> law;
    Shape row_shape;                    // these three as the law has them
    bool labelled;                      // its rows have classes
    std::optional<std::uint64_t> size;  // rows of a finite set

    /// The rows of a finite set from `first` on; 1000 of an endless one.
    std::uint64_t rest(std::uint64_t first) const;

    /// Error when a finite set has no rows first .. first + n.
    void check(std::uint64_t first, std::uint64_t n) const;

    /// Rows first .. first + n of its stream, (n, d); classes, if wanted, beside them.
    Rows rows(std::uint64_t seed, std::uint64_t first, std::size_t n, Labels* classes = nullptr) const;

    /// The same of other draws, those of a generator of one's own.
    Rows stream(const Random& random, std::uint64_t first, std::size_t n, Labels* classes = nullptr) const {
        return law->draw(random, first, n, classes);
    }
};

/// The mixture of a set as JSON; UsageError for a set that is not one, naming those that are.
std::string mixture_spec(const std::string& set);

/// `8gaussians:std=0.1`; also `mixture:FILE` and, without keys, `grid:nx,ny,xmin,xmax,ymin,ymax`.
Set make_set(const std::string& spec);

}  // namespace drift::distribution
