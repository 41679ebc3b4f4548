// Self-test of this machine: version, instruction set, BLAS, a known random number,
// a matrix product and its speed.
#pragma once

#include <string>
#include <vector>

namespace drift {

/// One line of the report. Bad: results or speed suffer, and `value` describes how.
struct Finding {
    std::string what, value;
    bool bad = false;
};

/// Version, compiler, instruction set, processors and the library behind the linear algebra; then Philox's
/// published known answer, a matrix product against a plain sum, and its speed. Takes 0.1 s.
std::vector<Finding> self_test();

}  // namespace drift
