// The multilayer perceptron, residual or plain.
#pragma once

#include <optional>
#include <vector>

#include "network/condition.hpp"
#include "network/modulation.hpp"
#include "network/network.hpp"

namespace drift::network {

/// h_0 = f(a_0),  h_l = h_(l-1) + f(a_l) for l = 1 .. blocks,  y = W_out h_blocks + b_out, where
///
/// time=adaptive  a_l = (1 + scale_l) (W_l h_(l-1) + b_l) + shift_l, modulated by the embedded condition e;
///                layer 0 sees [x, Fourier features of x]
/// time=concat    a_l = W_l h_(l-1) + b_l, and layer 0 sees [x, g(t), class row], g the sinusoidal embedding
/// time=number    likewise, and layer 0 sees [x, t, class row]
///
/// and h_l = f(a_l) if not residual.
class Mlp final : public Network {
public:
    enum class Time { adaptive, concat, number };

    struct Architecture {
        std::size_t width, blocks;  // the hidden layers are 1 + blocks
        bool residual;
        Activation activation;  // f
        Time time;
        std::size_t embedding;         // numbers in e, and in a class row
        std::size_t fourier_features;  // frequencies, 0 for none; time=adaptive only
        float frequency_std;           // their standard deviation
    };

    Mlp(const Architecture& architecture, std::size_t d, std::size_t classes, std::size_t outputs,
        std::string spec);

    Floats initial(const Random& random) const override;
    void forward(const float* parameters, const Batch& rows, Activations& arrays, float* y) const override;
    void backward(const float* parameters, const Batch& rows, Activations& arrays, const float* dy,
                  float* gradient, float* dx) const override;

private:
    struct Hidden {
        Linear linear;
        FusedActivation activation;
        Plan::Array h;
    };

    std::vector<Hidden> hidden_layers(const Architecture& of);
    Linear::Inputs x_inputs() const { return {0, dimension()}; }
    Linear::Inputs other_inputs() const { return {dimension(), hidden_[0].linear.in - dimension()}; }
    Linear::Inputs class_inputs() const;
    std::size_t condition_rows(const Batch& rows, const Activations& arrays) const;
    void condition_forward(const float* parameters, std::size_t m, const Batch& rows,
                           const Activations& arrays) const;
    void condition_backward(const float* parameters, const Batch& rows, const Activations& arrays,
                            float* gradient) const;
    void input_forward(const float* parameters, std::size_t m, const Batch& rows,
                       const Activations& arrays) const;
    void input_backward(const float* parameters, const Batch& rows, const Activations& arrays,
                        float* gradient, float* dx) const;

    bool residual_;
    std::optional<ConcatenatedCondition> beside_;  // concat and number
    std::vector<Hidden> hidden_;                   // layer 0 and the blocks
    Linear output_;
    std::optional<EmbeddedCondition> embedded_;  // adaptive
    std::optional<Modulation> modulation_;       // adaptive
    std::optional<FourierFeatures> features_;    // adaptive
    Plan::Array dh_, dz_;                        // of one hidden layer at a time
};

}  // namespace drift::network
