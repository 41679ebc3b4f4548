// Conditions: time and class of a row as one array, which layers see beside x or are modulated by.
#pragma once

#include <optional>

#include "network/activation.hpp"
#include "network/embedding.hpp"
#include "network/linear.hpp"

namespace drift::network {

/// e = silu(W g(t) + b + class row), g the sinusoidal embedding: tensors
/// `time.weight`, `time.bias` and `class.weight`.
struct EmbeddedCondition {
    SinusoidalEmbedding sinusoids;
    Linear linear;
    FusedActivation silu;
    std::optional<ClassEmbedding> classes;
    Plan::Array g, e, de;  // (m, sinusoids), (m, size), (n, size)

    EmbeddedCondition(Layout& layout, Plan& plan, std::size_t size);

    /// Separate, as the table comes after the other tensors of a model file.
    void add_classes(Layout& layout, std::size_t count);

    void initialise(const Random& random, const Layout& layout, float* parameters) const;

    /// Writes e for the times and labels of m rows.
    void forward(const float* parameters, std::size_t m, const Batch& rows, const Activations& arrays) const;

    /// After de is written, which it overwrites.
    void backward(const float* parameters, const Batch& rows, const Activations& arrays,
                  float* gradient) const;
};

/// c = [g(t), class row], or [t, class row] if not sinusoidal: the tensor `class.weight`.
struct ConcatenatedCondition {
    std::optional<SinusoidalEmbedding> sinusoids;
    std::optional<ClassEmbedding> classes;
    std::size_t time_size, class_size;
    Plan::Array c, dclass;  // (m, size), (n, class_size)

    ConcatenatedCondition(Plan& plan, bool sinusoidal, std::size_t class_size);

    std::size_t size() const { return time_size + class_size; }

    /// As above.
    void add_classes(Layout& layout, std::size_t count);

    void initialise(const Random& random, float* parameters) const;

    /// Writes c for the times and labels of m rows.
    void forward(const float* parameters, std::size_t m, const Batch& rows, const Activations& arrays) const;

    /// After dclass, the gradient of the last class_size numbers of c, is written; none without classes.
    void backward(const Batch& rows, const Activations& arrays, float* gradient) const;
};

}  // namespace drift::network
