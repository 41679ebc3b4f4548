// The perceptron's forward and backward passes.
#include "network/mlp.hpp"

#include <algorithm>

#include "kernel/row_loops.hpp"

namespace drift::network {

// A slice's intermediate values; what only backward() needs is empty without it.
struct Mlp::Room final : Network::Workspace {
    bool alike = false;                     // one row stands for all in what t and the class alone decide
    Floats angles, told;                    // of the waves; what layer 0 sees beside x
    Floats waves, time_sum, time_slope, e;  // the embedding on its way
    Floats modulation, dmodulation, de;
    std::vector<Floats> u, slope, h;  // of each hidden layer: pre-activation before modulation, f', output;
                                      // one array of u and of h where the last layer's is all that is needed
    Floats dh, dz, dtold;

    static float* of_layer(std::vector<Floats>& arrays, std::size_t l) {
        return arrays[arrays.size() == 1 ? 0 : l].data();
    }
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
    room->told.resize(n * told_inputs().count);
    if (adaptive()) {
        room->waves.resize(n * time_waves_.size());
        for (Floats* part : {&room->time_sum, &room->e}) part->resize(n * shape_.embedding);
        room->modulation.resize(n * modulation_size());
    }
    room->u.assign(derivatives && adaptive() ? layers : 1, Floats(n * width));
    room->h.assign(derivatives ? layers : 1, Floats(n * width));
    room->slope.assign(derivatives ? layers : 0, Floats(n * width));
    if (derivatives) {
        room->dh.resize(n * width), room->dz.resize(n * width), room->dtold.resize(room->told.size());
        room->de.resize(n * shape_.embedding);
        if (adaptive()) {
            room->time_slope.resize(n * shape_.embedding);
            room->dmodulation.resize(n * modulation_size());
        }
    }
    return room;
}

// Whether all rows have the same time and class.
bool Mlp::alike(const Batch& rows) const {
    for (std::size_t i = 1; i < rows.n; ++i)
        if (rows.t[i] != rows.t[0] || (class_table_ && rows.labels[i] != rows.labels[0])) return false;
    return true;
}

// What layer 0 sees beside x, and the modulation of every layer.
void Mlp::embed(const float* parameters, const Batch& rows, Room& room) const {
    const std::size_t n = room.alike ? 1 : rows.n, stride = told_inputs().count;
    if (!adaptive()) {
        if (shape_.time == Time::number)
            for (std::size_t i = 0; i < n; ++i) room.told[i * stride] = rows.t[i];
        else
            time_waves_.forward(n, rows.t, room.angles.data(), room.told.data(), stride);
        if (!class_table_) return;
        float* of_class = room.told.data() + time_size();
        for (std::size_t i = 0; i < n; ++i) std::fill_n(of_class + i * stride, shape_.embedding, 0.0F);
        class_table_->add(parameters, n, rows.labels, of_class, stride);
        return;
    }
    if (input_waves_)
        input_waves_->forward(parameters, rows.n, rows.x, room.angles.data(), room.told.data(), stride);
    time_waves_.forward(n, rows.t, room.angles.data(), room.waves.data(), time_waves_.size());
    time_->product(parameters, n, time_->all(), room.waves.data(), room.time_sum.data(), 0);
    if (class_table_) class_table_->add(parameters, n, rows.labels, room.time_sum.data(), shape_.embedding);
    activation_loops().forward(Activation::silu, n, shape_.embedding, parameters + time_->bias, {}, nullptr,
                               room.time_sum.data(),
                               room.time_slope.empty() ? nullptr : room.time_slope.data(), room.e.data());
    modulation_->forward(parameters, n, room.e.data(), room.modulation.data());
}

ScaleShift Mlp::modulation(const Room& room, std::size_t layer) const {
    if (!adaptive()) return {};
    const float* scale = &room.modulation[2 * layer * shape_.width];
    return {scale, scale + shape_.width, room.alike ? 0 : modulation_size()};
}

// Layer 0's product: with what it is told, then with x.
void Mlp::first_product(const float* parameters, const Batch& rows, Room& room) const {
    const bool told = told_inputs().count, repeated = room.alike && !adaptive();
    float* u = Room::of_layer(room.u, 0);
    if (told) hidden_[0].product(parameters, repeated ? 1 : rows.n, told_inputs(), room.told.data(), u, 0);
    for (std::size_t i = 1; repeated && i < rows.n; ++i) std::copy_n(u, shape_.width, u + i * shape_.width);
    hidden_[0].product(parameters, rows.n, x_inputs(), rows.x, u, told ? 1 : 0);
}

void Mlp::forward(const float* parameters, const Batch& rows, Workspace& workspace, float* y) const {
    Room& room = static_cast<Room&>(workspace);
    const bool derivatives = !room.slope.empty();
    room.alike = !derivatives && alike(rows);
    embed(parameters, rows, room);
    const float* h = nullptr;
    for (std::size_t l = 0; l < hidden_.size(); ++l) {
        float *u = Room::of_layer(room.u, l), *next = Room::of_layer(room.h, l);
        if (l == 0)
            first_product(parameters, rows, room);
        else
            hidden_[l].product(parameters, rows.n, hidden_[l].all(), h, u, 0);
        activation_loops().forward(shape_.activation, rows.n, shape_.width, parameters + hidden_[l].bias,
                                   modulation(room, l), shape_.residual ? h : nullptr, u,
                                   derivatives ? room.slope[l].data() : nullptr, next);
        h = next;
    }
    output_->forward(parameters, rows.n, h, y);
}

void Mlp::backward(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                   float* gradient) const {
    Room& room = static_cast<Room&>(workspace);
    const std::size_t n = rows.n, width = shape_.width;
    float *dh = room.dh.data(), *dz = room.dz.data();
    std::fill_n(gradient + output_->bias, outputs(), 0.0F);
    row_loops().sum_rows(n, outputs(), dy, gradient + output_->bias);
    output_->weight_gradient(n, output_->all(), room.h.back().data(), dy, gradient);
    output_->input_gradient(parameters, n, dy, output_->all(), dh, 0);
    for (std::size_t l = hidden_.size(); l-- > 0;) {
        ScaleShiftGradient to;
        if (adaptive())
            to = {&room.dmodulation[2 * l * width], &room.dmodulation[(2 * l + 1) * width],
                  modulation_size()};
        std::fill_n(gradient + hidden_[l].bias, width, 0.0F);
        activation_loops().backward(n, width, modulation(room, l), Room::of_layer(room.u, l),
                                    room.slope[l].data(), dh, dz, to, gradient + hidden_[l].bias);
        if (l == 0) break;
        hidden_[l].weight_gradient(n, hidden_[l].all(), room.h[l - 1].data(), dz, gradient);
        hidden_[l].input_gradient(parameters, n, dz, hidden_[l].all(), dh, shape_.residual ? 1 : 0);
    }
    hidden_[0].weight_gradient(n, x_inputs(), rows.x, dz, gradient);
    if (told_inputs().count) hidden_[0].weight_gradient(n, told_inputs(), room.told.data(), dz, gradient);
    embed_backward(parameters, rows, room, gradient);
}

// From the gradients of the modulation, or of layer 0's pre-activation in dz, to those of the embeddings.
void Mlp::embed_backward(const float* parameters, const Batch& rows, Room& room, float* gradient) const {
    const std::size_t n = rows.n, size = shape_.embedding;
    if (!adaptive()) {
        if (!class_table_) return;
        hidden_[0].input_gradient(parameters, n, room.dz.data(), {hidden_[0].in - size, size}, room.de.data(),
                                  0);  // the class row enters last
        class_table_->backward(n, rows.labels, room.de.data(), size, gradient);
        return;
    }
    std::fill_n(gradient + modulation_->bias, modulation_size(), 0.0F);
    row_loops().sum_rows(n, modulation_size(), room.dmodulation.data(), gradient + modulation_->bias);
    modulation_->weight_gradient(n, modulation_->all(), room.e.data(), room.dmodulation.data(), gradient);
    modulation_->input_gradient(parameters, n, room.dmodulation.data(), modulation_->all(), room.de.data(),
                                0);
    std::fill_n(gradient + time_->bias, size, 0.0F);
    activation_loops().backward(n, size, {}, nullptr, room.time_slope.data(), room.de.data(), room.de.data(),
                                {}, gradient + time_->bias);
    if (class_table_) class_table_->backward(n, rows.labels, room.de.data(), size, gradient);
    time_->weight_gradient(n, time_->all(), room.waves.data(), room.de.data(), gradient);
}

void Mlp::input_gradient(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                         float* dx) const {
    Room& room = static_cast<Room&>(workspace);
    const std::size_t n = rows.n, width = shape_.width;
    float *dh = room.dh.data(), *dz = room.dz.data();
    output_->input_gradient(parameters, n, dy, output_->all(), dh, 0);
    for (std::size_t l = hidden_.size(); l-- > 0;) {
        activation_loops().backward(n, width, modulation(room, l), nullptr, room.slope[l].data(), dh, dz, {},
                                    nullptr);
        if (l) hidden_[l].input_gradient(parameters, n, dz, hidden_[l].all(), dh, shape_.residual ? 1 : 0);
    }
    hidden_[0].input_gradient(parameters, n, dz, x_inputs(), dx, 0);
    if (!input_waves_) return;
    hidden_[0].input_gradient(parameters, n, dz, told_inputs(), room.dtold.data(), 0);
    input_waves_->input_gradient(parameters, n, room.told.data(), room.dtold.data(), room.angles.data(), dx,
                                 told_inputs().count);
}

}  // namespace drift::network
