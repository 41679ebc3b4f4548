// All that `drift eval` measures, by name: the two-sample metrics, and what is measured of models.
#pragma once

#include "core/spec.hpp"

namespace drift::metric {

const EntryList& measurable();

}  // namespace drift::metric
