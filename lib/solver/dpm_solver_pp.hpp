// DPM-Solver++: multistep exponential integrators, which reuse the predictions of the steps before.
#pragma once

#include "solver/exponential.hpp"

namespace drift::solver {

/// One step from the newest node of the history, of order 1, 2 or 3 with as many nodes; 2M and 3M of Lu et al.
/// (2022), arXiv:2211.01095. A step to sigma = 0 is of order 1: for the prediction of x0, that itself.
/// `halved`: third_order() as in the published code.
Rows multistep(const ExponentialStep& step, const Rows& x, const History& history, std::size_t order,
               Correction correction, bool halved);

struct MultistepForm {
    std::size_t order;
    Prediction kind;
    Correction correction;  // of the steps of order 2
    bool lower;             // below 10 steps the last ones are of lower order
    bool halved;
};

Solver dpm_multistep(const MultistepForm& form);

}  // namespace drift::solver
