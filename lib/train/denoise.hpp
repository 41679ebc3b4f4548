// The target of the task denoise: the prediction of the pair behind x_t.
#pragma once

#include "path/path.hpp"
#include "train/task.hpp"

namespace drift::train {

/// x_t on the path, and the recipe's prediction of its pair: of velocity dx_t/dt, on any path; of the others the
/// combination of x0 and x1 that they are on the affine one. The path is the recipe's, which may stand in no
/// table. UsageError when the path has no such prediction, or a weight is asked for where E[x0 | x_t], whose
/// errors it counts, cannot be told from the prediction.
std::unique_ptr<const RegressionTarget> denoising_target(const Recipe& recipe, const Weight& weight,
                                                         std::shared_ptr<const Path> path);

}  // namespace drift::train
