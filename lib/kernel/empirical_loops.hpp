// Hot loops of the posterior mean under a training set.
#pragma once

#include <cstddef>

#include "kernel/instruction_set.hpp"

namespace drift::kernel {

/// Points of few coordinates, coordinate by coordinate: number j of point i stands at points[j * stride + i].
struct Cloud {
    const double* points;
    std::size_t stride, d;
};

/// The weight of a point p for a query x is exp(-scale |x - alpha p|^2), or 0 if that is below exp(-cutoff)
/// of the largest.
struct Query {
    double alpha, scale, cutoff;
};

struct EmpiricalLoops {
    static constexpr std::size_t lanes = 16;   // partial sums, and the multiple to which rows are padded
    static constexpr std::size_t block = 256;  // points between two updates of the least square

    /// Adds the points begin .. end, readable up to the next multiple of `lanes`, to the sums of one query
    /// x (d). least: the smallest |x - alpha p|^2 so far; sums (1 + d, lanes): the weights relative to its,
    /// and the weighted points.
    void (*stream)(const Cloud& cloud, std::size_t begin, std::size_t end, const double* x,
                   const Query& query, double& least, double* sums);

    /// The points of a block whose weight may not be 0, judged by products x . p in single precision with
    /// errors of at most error_bound |x| |p|. Fills list and returns its length.
    std::size_t (*candidates)(const float* products, const double* lengths, std::size_t count, double length,
                              double error_bound, const Query& query, double least, std::size_t* list);

    /// |x - alpha p|^2 of the listed points; rows of `width` numbers, a multiple of `lanes`.
    void (*squares_of_floats)(const float* points, std::size_t width, const std::size_t* list,
                              std::size_t count, const double* x, double alpha, double* squares);
    void (*squares_of_doubles)(const double* points, std::size_t width, const std::size_t* list,
                               std::size_t count, const double* x, double alpha, double* squares);

    /// The weights of squares relative to `least`.
    void (*weights)(const double* squares, std::size_t count, double least, const Query& query,
                    double* weights);

    /// mean += sum of weights times the listed points.
    void (*add_floats)(const float* points, std::size_t width, const std::size_t* list, std::size_t count,
                       const double* weights, double* mean);
    void (*add_doubles)(const double* points, std::size_t width, const std::size_t* list, std::size_t count,
                        const double* weights, double* mean);

    static const EmpiricalLoops v2, v3, v4;
};

inline const EmpiricalLoops& empirical_loops() { return of_processor<EmpiricalLoops>(); }

}  // namespace drift::kernel
