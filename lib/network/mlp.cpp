// The perceptron's forward and backward passes.
#include "network/mlp.hpp"

#include <algorithm>

#include "core/gemm.hpp"

namespace drift {

// A slice's intermediate values; what only backward() needs is empty without it.
struct Mlp::Room final : Network::Workspace {
    Floats angles, input;                   // of the waves; what layer 0 sees
    Floats waves, time_sum, time_slope, e;  // the embedding on its way
    Floats modulation, dmodulation, de;
    std::vector<Floats> u, slope, h;  // of each hidden layer: pre-activation before modulation, f', output
    Floats dh, dz, dinput;
};

Mlp::Mlp(const Shape& shape, std::size_t d, std::size_t classes, std::size_t outputs, std::string spec)
    : Network(d, classes, outputs), shape_(shape), time_waves_(32) {
    spec_ = std::move(spec);
    const std::size_t told = adaptive() ? 2 * shape.waves : time_size() + (classes ? shape.embedding : 0);
    hidden_.emplace_back(layout_, "input", d + told, shape.width);
    for (std::size_t l = 1; l <= shape.blocks; ++l)
        hidden_.emplace_back(layout_, "block." + std::to_string(l), shape.width, shape.width);
    output_.emplace(layout_, "output", shape.width, outputs);
    if (adaptive()) {
        time_.emplace(layout_, "time", time_waves_.size(), shape.embedding);
        modulation_.emplace(layout_, "modulation", shape.embedding, modulation_size());
    }
    if (classes) class_table_.emplace(layout_, "class.weight", classes, shape.embedding);
    if (shape.waves) input_waves_.emplace(layout_, "input.frequencies", d, shape.waves, shape.frequency);
}

Floats Mlp::initial(const Random& random) const {
    Floats parameters(layout_.size(), 0.0F);
    for (const Linear& layer : hidden_) layer.initialise(random, layout_, parameters.data());
    output_->initialise(random, layout_, parameters.data());
    if (time_)
        time_->initialise(random, layout_, parameters.data());  // the modulation starts as none: all zero
    if (class_table_) class_table_->initialise(random, parameters.data());
    if (input_waves_) input_waves_->initialise(random, parameters.data());
    return parameters;
}

std::unique_ptr<Network::Workspace> Mlp::workspace(std::size_t n, bool derivatives) const {
    auto room = std::make_unique<Room>();
    const std::size_t layers = hidden_.size(), width = shape_.width;
    room->angles.resize(n * std::max(time_waves_.rates.size(), shape_.waves));
    room->input.resize(n * hidden_[0].in);
    if (adaptive()) {
        room->waves.resize(n * time_waves_.size());
        for (Floats* part : {&room->time_sum, &room->e}) part->resize(n * shape_.embedding);
        room->modulation.resize(n * modulation_size());
    }
    room->u.resize(layers), room->slope.resize(layers), room->h.resize(layers);
    for (std::size_t l = 0; l < layers; ++l) {
        room->u[l].resize(n * width), room->h[l].resize(n * width);
        if (derivatives) room->slope[l].resize(n * width);
    }
    if (derivatives) {
        room->dh.resize(n * width), room->dz.resize(n * width), room->dinput.resize(room->input.size());
        room->de.resize(n * shape_.embedding);
        if (adaptive()) {
            room->time_slope.resize(n * shape_.embedding);
            room->dmodulation.resize(n * modulation_size());
        }
    }
    return room;
}

// What layer 0 sees, and the modulation of every layer.
void Mlp::embed(const float* parameters, const Batch& rows, Room& room) const {
    const std::size_t d = dimension(), stride = hidden_[0].in;
    for (std::size_t i = 0; i < rows.n; ++i) std::copy_n(rows.x + i * d, d, room.input.data() + i * stride);
    if (!adaptive()) {
        if (shape_.time == Time::number)
            for (std::size_t i = 0; i < rows.n; ++i) room.input[i * stride + d] = rows.t[i];
        else
            time_waves_.forward(rows.n, rows.t, room.angles.data(), room.input.data() + d, stride);
        if (!class_table_) return;
        float* told = room.input.data() + d + time_size();
        for (std::size_t i = 0; i < rows.n; ++i) std::fill_n(told + i * stride, shape_.embedding, 0.0F);
        class_table_->add(parameters, rows.n, rows.labels, told, stride);
        return;
    }
    if (input_waves_)
        input_waves_->forward(parameters, rows.n, rows.x, room.angles.data(), room.input.data() + d, stride);
    time_waves_.forward(rows.n, rows.t, room.angles.data(), room.waves.data(), time_waves_.size());
    time_->product(parameters, rows.n, room.waves.data(), room.time_sum.data());
    if (class_table_)
        class_table_->add(parameters, rows.n, rows.labels, room.time_sum.data(), shape_.embedding);
    network_loops().activation(Activation::silu, rows.n, shape_.embedding, parameters + time_->bias, {},
                               nullptr, room.time_sum.data(),
                               room.time_slope.empty() ? nullptr : room.time_slope.data(), room.e.data());
    modulation_->forward(parameters, rows.n, room.e.data(), room.modulation.data());
}

Modulation Mlp::modulation(const Room& room, std::size_t layer) const {
    if (!adaptive()) return {};
    const float* scale = &room.modulation[2 * layer * shape_.width];
    return {scale, scale + shape_.width, modulation_size()};
}

void Mlp::forward(const float* parameters, const Batch& rows, Workspace& workspace, float* y) const {
    Room& room = static_cast<Room&>(workspace);
    embed(parameters, rows, room);
    const float* h = room.input.data();
    for (std::size_t l = 0; l < hidden_.size(); ++l) {
        hidden_[l].product(parameters, rows.n, h, room.u[l].data());
        network_loops().activation(shape_.activation, rows.n, shape_.width, parameters + hidden_[l].bias,
                                   modulation(room, l), shape_.residual && l ? h : nullptr, room.u[l].data(),
                                   room.slope[l].empty() ? nullptr : room.slope[l].data(), room.h[l].data());
        h = room.h[l].data();
    }
    output_->forward(parameters, rows.n, h, y);
}

void Mlp::backward(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                   float* gradient) const {
    Room& room = static_cast<Room&>(workspace);
    const std::size_t n = rows.n, width = shape_.width;
    float *dh = room.dh.data(), *dz = room.dz.data();
    std::fill_n(gradient + output_->bias, outputs(), 0.0F);
    network_loops().sum_rows(n, outputs(), dy, gradient + output_->bias);
    output_->weight_gradient(n, room.h.back().data(), dy, gradient);
    output_->input_gradient(parameters, n, dy, width, dh, 0);
    for (std::size_t l = hidden_.size(); l-- > 0;) {
        ModulationGradient to;
        if (adaptive())
            to = {&room.dmodulation[2 * l * width], &room.dmodulation[(2 * l + 1) * width],
                  modulation_size()};
        std::fill_n(gradient + hidden_[l].bias, width, 0.0F);
        network_loops().activation_backward(n, width, modulation(room, l), room.u[l].data(),
                                            room.slope[l].data(), dh, dz, to, gradient + hidden_[l].bias);
        hidden_[l].weight_gradient(n, l ? room.h[l - 1].data() : room.input.data(), dz, gradient);
        if (l) hidden_[l].input_gradient(parameters, n, dz, width, dh, shape_.residual ? 1 : 0);
    }
    embed_backward(parameters, rows, room, gradient);
}

// From the gradients of the modulation, or of layer 0's pre-activation in dz, to those of the embeddings.
void Mlp::embed_backward(const float* parameters, const Batch& rows, Room& room, float* gradient) const {
    const std::size_t n = rows.n, size = shape_.embedding;
    if (!adaptive()) {
        if (!class_table_) return;
        const std::size_t in = hidden_[0].in;  // the class row's columns of the weight are its last
        gemm(false, false, n, size, shape_.width, room.dz.data(), shape_.width,
             parameters + hidden_[0].weight + in - size, in, 0, room.de.data(), size);
        class_table_->backward(n, rows.labels, room.de.data(), size, gradient);
        return;
    }
    std::fill_n(gradient + modulation_->bias, modulation_size(), 0.0F);
    network_loops().sum_rows(n, modulation_size(), room.dmodulation.data(), gradient + modulation_->bias);
    modulation_->weight_gradient(n, room.e.data(), room.dmodulation.data(), gradient);
    modulation_->input_gradient(parameters, n, room.dmodulation.data(), size, room.de.data(), 0);
    std::fill_n(gradient + time_->bias, size, 0.0F);
    network_loops().activation_backward(n, size, {}, nullptr, room.time_slope.data(), room.de.data(),
                                        room.de.data(), {}, gradient + time_->bias);
    if (class_table_) class_table_->backward(n, rows.labels, room.de.data(), size, gradient);
    time_->weight_gradient(n, room.waves.data(), room.de.data(), gradient);
}

void Mlp::input_gradient(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                         float* dx) const {
    Room& room = static_cast<Room&>(workspace);
    const std::size_t n = rows.n, d = dimension(), width = shape_.width, stride = hidden_[0].in;
    float *dh = room.dh.data(), *dz = room.dz.data();
    output_->input_gradient(parameters, n, dy, width, dh, 0);
    for (std::size_t l = hidden_.size(); l-- > 0;) {
        network_loops().activation_backward(n, width, modulation(room, l), nullptr, room.slope[l].data(), dh,
                                            dz, {}, nullptr);
        if (l) hidden_[l].input_gradient(parameters, n, dz, width, dh, shape_.residual ? 1 : 0);
    }
    if (!input_waves_) return hidden_[0].input_gradient(parameters, n, dz, d, dx, 0);
    float* dinput = room.dinput.data();
    hidden_[0].input_gradient(parameters, n, dz, stride, dinput, 0);
    for (std::size_t i = 0; i < n; ++i) std::copy_n(dinput + i * stride, d, dx + i * d);
    input_waves_->input_gradient(parameters, n, room.input.data() + d, dinput + d, room.angles.data(), dx,
                                 stride);
}

}  // namespace drift
