// Where the points of data move: a schedule, or all that a trained model moves them by.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/array.hpp"
#include "distribution/distribution.hpp"
#include "model/standardization.hpp"
#include "path/path.hpp"
#include "path/schedule.hpp"

namespace drift::cli {

/// x_t between data and the base, in a model's units; that of a diffusion where there is no model.
struct DataPath {
    std::unique_ptr<const Schedule> schedule;
    std::unique_ptr<const Path> path;
    std::shared_ptr<const Distribution> base;  // the law of x1, in the model's units; null: N(0, I)
    std::string departure;                     // in what it is no diffusion; empty when it is one
    bool coupled;                              // its pairs are made of whole batches: no row moves alone
    Standardization units;

    Rows in_data(Rows points) const {
        units.to_data(points);
        return points;
    }

    /// UsageError when rows cannot be moved one by one, or not by the steps of a Markov chain.
    void check(bool by_steps) const;

    /// x1 of rows first .. first + n, (n, d).
    Rows x1(const Random& random, std::uint64_t first, std::size_t n, std::size_t d) const {
        return base ? base->draw(random, first, n) : random.normal_rows(first, n, d);
    }
};

/// The path of a schedule (a spec), or, when it is empty, that of a model file, with the draws of a seed.
/// UsageError without either.
DataPath make_data_path(const std::string& schedule, const std::string& model_file, std::uint64_t seed);

}  // namespace drift::cli
