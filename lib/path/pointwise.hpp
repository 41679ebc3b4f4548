// Pointwise flows: how a point moves between a pair of ends, by name.
#pragma once

#include <string>

#include "core/registry.hpp"
#include "path/path.hpp"

namespace drift::path {

/// A path and the schedule at whose scales it is asked, as specs. Nakkiran, Bradley, Zhou, Advani (2024),
/// arXiv:2406.08929, section 4.2, calls what they give together a pointwise flow.
struct PointwiseFlow {
    std::string schedule, path;
};

using MakePointwise = PointwiseFlow (*)(const Spec&);
const Registry<MakePointwise>& pointwise_flows();

PointwiseFlow make_pointwise(const std::string& spec);

/// v = -u, the velocity as that tutorial and pictures have it: it points to the data, x_(t-dt) = x_t + v dt.
/// The one place where the sign is turned.
inline Rows towards_data(const Rows& u) { return -u; }

}  // namespace drift::path
