// The multilayer perceptron, residual or plain.
#pragma once

#include <optional>

#include "kernel/activation_loops.hpp"
#include "network/embedding.hpp"
#include "network/layers.hpp"
#include "network/network.hpp"

namespace drift::network {

/// h_0 = f(a_0),  h_l = h_(l-1) + f(a_l) for l = 1 .. blocks,  y = W_out h_blocks + b_out, where
///
/// time=adaptive  a_l = (1 + scale_l) (W_l h_(l-1) + b_l) + shift_l; all scales and shifts are one linear map
/// of
///                e = silu(W_t waves(t) + b_t + class row), and layer 0 sees x and random waves of x
///                (Perez et al. (2017), arXiv:1709.07871)
/// time=concat    a_l = W_l h_(l-1) + b_l, and layer 0 sees x, waves(t) and the class row side by side
/// time=number    likewise, with t itself in place of its waves
///
/// and without residuals h_l = f(a_l).
class Mlp final : public Network {
public:
    enum class Time { adaptive, concat, number };

    struct Shape {
        std::size_t width, blocks;  // hidden layers: 1 + blocks
        bool residual;
        Activation activation;  // f
        Time time;
        std::size_t embedding;  // numbers in e and in a class row
        std::size_t waves;      // random frequencies of x, 0 for none
        float frequency;        // their standard deviation, radians a unit
    };

    Mlp(const Shape& shape, std::size_t d, std::size_t classes, std::size_t outputs, std::string spec);

    Floats initial(const Random& random) const override;
    std::unique_ptr<Workspace> workspace(std::size_t n, bool derivatives) const override;
    void forward(const float* parameters, const Batch& rows, Workspace& workspace, float* y) const override;
    void backward(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                  float* gradient) const override;
    void input_gradient(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                        float* dx) const override;

private:
    struct Room;

    bool adaptive() const { return shape_.time == Time::adaptive; }
    std::size_t time_size() const { return shape_.time == Time::number ? 1 : time_waves_.size(); }
    std::size_t modulation_size() const { return 2 * shape_.width * hidden_.size(); }
    ScaleShift modulation(const Room& room, std::size_t layer) const;
    bool alike(const Batch& rows) const;
    Linear::Inputs x_inputs() const { return {0, dimension()}; }
    Linear::Inputs told_inputs() const { return {dimension(), hidden_[0].in - dimension()}; }
    void embed(const float* parameters, const Batch& rows, Room& room) const;
    void first_product(const float* parameters, const Batch& rows, Room& room) const;
    void embed_backward(const float* parameters, const Batch& rows, Room& room, float* gradient) const;

    Shape shape_;
    TimeWaves time_waves_;
    std::vector<Linear> hidden_;  // layer 0 and the blocks
    std::optional<Linear> output_;
    std::optional<Linear> time_, modulation_;  // adaptive only
    std::optional<ClassTable> class_table_;
    std::optional<InputWaves> input_waves_;
};

}  // namespace drift::network
