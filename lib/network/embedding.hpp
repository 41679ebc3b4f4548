// Embeddings: how a network is told the time and the class, and how it sees fine structure in few dimensions.
#pragma once

#include "network/parameters.hpp"

namespace drift::network {

/// sin and cos of t times `waves` rates from 1 to 1000 in geometric steps: out (n, 2 waves), rows `stride`
/// apart. Vaswani et al. (2017), arXiv:1706.03762, with t in [0, 1].
struct TimeWaves {
    explicit TimeWaves(std::size_t waves);

    void forward(std::size_t n, const float* t, float* angles, float* out, std::size_t stride) const;

    std::size_t size() const { return 2 * rates.size(); }

    Floats rates;
};

/// sin and cos of x F^T for fixed frequencies F (waves, d), Gaussian with standard deviation `spread`:
/// Tancik et al. (2020), arXiv:2006.10739. The tensor `name` is drawn once and not trained.
struct InputWaves {
    std::size_t d, waves;
    std::size_t frequencies;  // offset
    float spread;

    InputWaves(Layout& layout, const std::string& name, std::size_t d, std::size_t waves, float spread);

    void initialise(const Random& random, float* parameters) const;

    /// out (n, 2 waves), rows `stride` apart; angles (n, waves) is room to work in.
    void forward(const float* parameters, std::size_t n, const float* x, float* angles, float* out,
                 std::size_t stride) const;

    /// dx (n, d) += the gradient in x, from out and the gradient in out; rows `stride` apart.
    void input_gradient(const float* parameters, std::size_t n, const float* out, const float* dout,
                        float* angles, float* dx, std::size_t stride) const;
};

/// A row of numbers for each class and one more for "no class": the tensor `name` (classes + 1, size).
struct ClassTable {
    std::size_t classes, size;
    std::size_t table;  // offset

    ClassTable(Layout& layout, const std::string& name, std::size_t classes, std::size_t size);

    void initialise(const Random& random, float* parameters) const;

    /// out (n, size) += the rows of the labels; rows `stride` apart.
    void add(const float* parameters, std::size_t n, const int* labels, float* out, std::size_t stride) const;

    /// The table's gradient, written, from that of the sums.
    void backward(std::size_t n, const int* labels, const float* dout, std::size_t stride,
                  float* gradient) const;
};

}  // namespace drift::network
