// The machine: what the suite stands on here, and whether that holds.
#pragma once

#include <string>
#include <vector>

namespace drift {

/// One thing about the machine. Bad: results or speed suffer, and `value` says how.
struct Finding {
    std::string what, value;
    bool bad = false;
};

/// Version, compiler, instruction set, processors, the library behind the linear algebra; then tried:
/// Philox's published known answer, a matrix product against a plain sum, and the speed of products. Takes
/// 0.1 s.
std::vector<Finding> machine();

}  // namespace drift
