// The exact classifier of noisy rows.
#pragma once

#include <memory>

#include "exact/exact_model.hpp"
#include "model/classifier.hpp"

namespace drift::exact {

/// By Bayes' rule:  p(c | x_t) = p(c) p_t(x | c) / p_t(x),  grad = score(x | c) - score(x).
std::unique_ptr<Classifier> exact_classifier(const ExactModel& model);

}  // namespace drift::exact
