#include "network/mlp.hpp"

#include <algorithm>

namespace drift::network {

// The order of the tensors is that of model files, and their places decide what they are drawn from.
Mlp::Mlp(const Architecture& of, std::size_t d, std::size_t classes, std::size_t outputs, std::string spec)
    : Network(d, classes, outputs, std::move(spec)),
      residual_(of.residual),
      hidden_(hidden_layers(of)),
      output_(layout_, "output", of.width, outputs),
      dh_(plan_.add_for_backward(of.width)),
      dz_(plan_.add_for_backward(of.width)) {
    if (of.time == Time::adaptive) {
        embedded_.emplace(layout_, plan_, of.embedding);
        modulation_.emplace(layout_, plan_, "modulation", of.embedding,
                            std::vector<std::size_t>(hidden_.size(), of.width));
        if (classes) embedded_->add_classes(layout_, classes);
    } else if (classes) {
        beside_->add_classes(layout_, classes);
    }
    if (of.fourier_features)
        features_.emplace(layout_, plan_, "input.frequencies", d, of.fourier_features, of.frequency_std);
}

// A hidden layer's u is kept for backward if it is modulated; its output h always is.
std::vector<Mlp::Hidden> Mlp::hidden_layers(const Architecture& of) {
    const bool modulated = of.time == Time::adaptive;
    if (!modulated) beside_.emplace(plan_, of.time == Time::concat, classes() ? of.embedding : 0);
    const std::size_t others = modulated ? 2 * of.fourier_features : beside_->size();
    const Plan::Array u = plan_.add(of.width), h = plan_.add(of.width);
    std::vector<Hidden> layers{{.linear = Linear(layout_, "input", dimension() + others, of.width),
                                .activation = FusedActivation(plan_, of.activation, of.width, u),
                                .h = h}};
    for (std::size_t l = 1; l <= of.blocks; ++l)
        layers.push_back({.linear = Linear(layout_, "block." + std::to_string(l), of.width, of.width),
                          .activation = FusedActivation(plan_, of.activation, of.width,
                                                        modulated ? plan_.add_in_place_of(u) : u),
                          .h = plan_.add_in_place_of(h)});
    return layers;
}

Floats Mlp::initial(const Random& random) const {
    Floats parameters(layout().size(), 0.0F);
    for (const Hidden& layer : hidden_) layer.linear.initialise(random, layout(), parameters.data());
    output_.initialise(random, layout(), parameters.data());
    if (beside_) beside_->initialise(random, parameters.data());
    if (embedded_) embedded_->initialise(random, layout(), parameters.data());
    if (features_) features_->initialise(random, parameters.data());
    return parameters;
}

void Mlp::forward(const float* parameters, const Batch& rows, Activations& arrays, float* y) const {
    const std::size_t m = condition_rows(rows, arrays);
    condition_forward(parameters, m, rows, arrays);
    input_forward(parameters, m, rows, arrays);
    const float* h = nullptr;
    for (std::size_t l = 0; l < hidden_.size(); ++l) {
        const auto& [linear, activation, output] = hidden_[l];
        if (l) linear.product(parameters, rows.n, linear.all(), h, 0, arrays[activation.u]);
        activation.forward(rows.n, parameters + linear.bias,
                           modulation_ ? modulation_->of(l, m, arrays) : ScaleShift{},
                           residual_ ? h : nullptr, arrays, arrays[output]);
        h = arrays[output];
    }
    output_.forward(parameters, rows.n, h, y);
}

void Mlp::backward(const float* parameters, const Batch& rows, Activations& arrays, const float* dy,
                   float* gradient, float* dx) const {
    const std::size_t n = rows.n;
    float *dh = arrays[dh_], *dz = arrays[dz_];
    output_.backward(parameters, n, arrays[hidden_.back().h], dy, gradient, dh);
    for (std::size_t l = hidden_.size(); l-- > 0;) {
        const auto& [linear, activation, output] = hidden_[l];
        activation.backward(n, modulation_ ? modulation_->of(l, n, arrays) : ScaleShift{}, arrays, dh, dz,
                            modulation_ ? modulation_->gradient_of(l, arrays) : ScaleShiftGradient{},
                            gradient ? gradient + linear.bias : nullptr);
        if (l)
            linear.product_backward(parameters, n, linear.all(), arrays[hidden_[l - 1].h], dz, gradient,
                                    residual_ ? 1 : 0, dh);
    }
    input_backward(parameters, rows, arrays, gradient, dx);
    if (gradient) condition_backward(parameters, rows, arrays, gradient);
}

// 1 if time and class are the same for all rows, as in a step of sampling: then one row serves all.
std::size_t Mlp::condition_rows(const Batch& rows, const Activations& arrays) const {
    if (arrays.derivatives()) return rows.n;
    for (std::size_t i = 1; i < rows.n; ++i)
        if (rows.t[i] != rows.t[0] || (classes() && rows.labels[i] != rows.labels[0])) return rows.n;
    return 1;
}

void Mlp::condition_forward(const float* parameters, std::size_t m, const Batch& rows,
                            const Activations& arrays) const {
    if (beside_) return beside_->forward(parameters, m, rows, arrays);
    embedded_->forward(parameters, m, rows, arrays);
    modulation_->forward(parameters, m, arrays[embedded_->e], arrays);
}

void Mlp::condition_backward(const float* parameters, const Batch& rows, const Activations& arrays,
                             float* gradient) const {
    if (beside_) return beside_->backward(rows, arrays, gradient);
    modulation_->backward(parameters, rows.n, arrays[embedded_->e], arrays, gradient, arrays[embedded_->de]);
    embedded_->backward(parameters, rows, arrays, gradient);
}

// Layer 0's product: that of the m rows beside x, repeated if they are one, and on top of it that of x.
void Mlp::input_forward(const float* parameters, std::size_t m, const Batch& rows,
                        const Activations& arrays) const {
    const auto& [linear, activation, output] = hidden_[0];
    float* u = arrays[activation.u];
    if (features_) {
        features_->forward(parameters, rows.n, rows.x, arrays);
        linear.product(parameters, rows.n, other_inputs(), arrays[features_->features], 0, u);
    } else if (beside_) {
        linear.product(parameters, m, other_inputs(), arrays[beside_->c], 0, u);
        for (std::size_t i = m; i < rows.n; ++i) std::copy_n(u, linear.out, u + i * linear.out);
    }
    linear.product(parameters, rows.n, x_inputs(), rows.x, features_ || beside_ ? 1 : 0, u);
}

void Mlp::input_backward(const float* parameters, const Batch& rows, const Activations& arrays,
                         float* gradient, float* dx) const {
    const Linear& linear = hidden_[0].linear;
    const std::size_t n = rows.n;
    const float* dz = arrays[dz_];
    linear.product_backward(parameters, n, x_inputs(), rows.x, dz, gradient, 0, dx);
    if (features_) {
        linear.product_backward(parameters, n, other_inputs(), arrays[features_->features], dz, gradient, 0,
                                dx ? arrays[features_->dfeatures] : nullptr);
        if (dx) features_->backward(parameters, n, arrays, dx);
    } else if (beside_ && gradient) {
        linear.product_backward(parameters, n, other_inputs(), arrays[beside_->c], dz, gradient, 0, nullptr);
        if (classes())
            linear.product_backward(parameters, n, class_inputs(), nullptr, dz, nullptr, 0,
                                    arrays[beside_->dclass]);
    }
}

Linear::Inputs Mlp::class_inputs() const {
    return {hidden_[0].linear.in - beside_->class_size, beside_->class_size};
}

}  // namespace drift::network
