// Embeddings: time as sines and cosines, position as random Fourier features, class as a row of a table.
#pragma once

#include <string>

#include "network/layer.hpp"

namespace drift::network {

/// sin(f_i t), then cos(f_i t), for frequencies f_i from 1 to 1000 in geometric steps.
/// Vaswani et al. (2017), arXiv:1706.03762, with t in [0, 1]. No backward: nobody asks for a derivative in t.
struct SinusoidalEmbedding {
    Floats frequencies;  // (count)
    Plan::Array angles;  // (n, count)

    SinusoidalEmbedding(Plan& plan, std::size_t count);

    std::size_t size() const { return 2 * frequencies.size(); }

    /// t (n); out (n, size), rows `stride` apart.
    void forward(std::size_t n, const float* t, const Activations& arrays, float* out,
                 std::size_t stride) const;
};

/// sin(F x), then cos(F x), for frequencies F (count, d) that are drawn once from a Gaussian and not trained:
/// the tensor `name`. Tancik et al. (2020), arXiv:2006.10739.
struct FourierFeatures {
    std::size_t d, count;
    std::size_t frequencies;                  // offset
    float frequency_std;                      // radians per unit of x
    Plan::Array angles, features, dfeatures;  // (n, count), (n, size), (n, size)

    FourierFeatures(Layout& layout, Plan& plan, const std::string& name, std::size_t d, std::size_t count,
                    float frequency_std);

    std::size_t size() const { return 2 * count; }

    void initialise(const Random& random, float* parameters) const;

    /// x (n, d).
    void forward(const float* parameters, std::size_t n, const float* x, const Activations& arrays) const;

    /// After dfeatures is written: dx (n, d) += the gradient through the features.
    void backward(const float* parameters, std::size_t n, const Activations& arrays, float* dx) const;
};

/// A row of numbers for each class and one for "no class": the tensor `name` (classes + 1, size).
struct ClassEmbedding {
    std::size_t classes, size;
    std::size_t table;  // offset

    ClassEmbedding(Layout& layout, const std::string& name, std::size_t classes, std::size_t size);

    /// Standard normal.
    void initialise(const Random& random, float* parameters) const;

    /// out (n, size) += the rows of the labels (n); rows `stride` apart.
    void forward(const float* parameters, std::size_t n, const int* labels, float* out,
                 std::size_t stride) const;

    /// From dout (n, size), contiguous.
    void backward(std::size_t n, const int* labels, const float* dout, float* gradient) const;
};

}  // namespace drift::network
