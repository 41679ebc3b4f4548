// The table of kinds of pictures.
#pragma once

#include <string>

#include "core/registry.hpp"
#include "plot/kind.hpp"

namespace drift::plot {

const Registry<Kind>& kinds();

/// The kind of a name in that table.
const Kind& kind_named(const std::string& name);

}  // namespace drift::plot
