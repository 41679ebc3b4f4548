// The rooms as namespaces, from the ground up: a name of a room is seen without qualification by the rooms
// above that may include it (the table in ARCHITECTURE.md), and by no other. `core` is `drift` itself.
#pragma once

namespace drift {

namespace kernel {}
using namespace kernel;

namespace io {}
namespace distribution {
using namespace io;
}
namespace transport {}
namespace path {
using namespace distribution;
using namespace transport;
}  // namespace path
namespace network {}
namespace ode {}
namespace model {
using namespace io;
using namespace path;
using namespace network;
using namespace ode;
}  // namespace model
namespace exact {
using namespace distribution;
using namespace model;
}  // namespace exact
namespace sampler {
using namespace exact;
}
namespace solver {
using namespace sampler;
}
namespace train {
using namespace exact;
}
namespace metric {
using namespace solver;
using namespace train;
}  // namespace metric
namespace plot {
using namespace io;
}
namespace cli {
using namespace metric;
}

/// Tools and tests see every room.
namespace all {
using namespace drift;
using namespace cli;
using namespace plot;
}  // namespace all

}  // namespace drift
