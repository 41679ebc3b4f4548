// The build of the loops that suits this processor.
#include "core/level.hpp"
#include "network/loops.hpp"

namespace drift {

namespace v2 {
extern const NetworkLoops network_loops;
}
namespace v3 {
extern const NetworkLoops network_loops;
}
namespace v4 {
extern const NetworkLoops network_loops;
}

const NetworkLoops& network_loops() {
    static const NetworkLoops& loops = choose(v2::network_loops, v3::network_loops, v4::network_loops);
    return loops;
}

}  // namespace drift
