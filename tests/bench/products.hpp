// The matrix products of a training step alone: what a step would take if all else were free.
#pragma once

#include <cstddef>
#include <functional>

#include "core/parallel.hpp"

namespace drift::all {

/// Those of one step of the benchmark network (66 -> 128 -> 128 -> 128 -> 128 -> 2 numbers), through gemm()
/// in the trainer's slices of so many rows.
std::function<void()> step_products(std::size_t batch, std::size_t slice, ThreadPool& pool);

/// As many operations by oneDNN in the shape in which it is fastest here, 256 x 128 x 128, in equal parts for
/// the pool; null where oneDNN is not installed.
std::function<void()> step_limit(std::size_t batch, ThreadPool& pool);

}  // namespace drift::all
