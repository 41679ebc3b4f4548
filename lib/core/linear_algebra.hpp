// Small dense linear algebra: the one door to BLAS and LAPACK, which run on one thread.
#pragma once

#include <string>

#include "core/array.hpp"

namespace drift {

/// A symmetric matrix as U diag(values) U^T.
struct Eigen {
    Vector values;  // (d), rising
    Rows vectors;   // (d, d), the columns of U, orthonormal
};

/// matrix (d, d), symmetric: its lower triangle is read.
Eigen symmetric_eigen(const Rows& matrix);

/// The BLAS behind it, with the processor it takes this one for: "OpenBLAS, core Haswell".
std::string blas_library();

}  // namespace drift
