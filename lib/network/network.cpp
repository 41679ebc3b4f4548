// Networks by name.
#include "network/network.hpp"

#include "core/error.hpp"
#include "network/mlp.hpp"

namespace drift::network {

namespace {

const Setting width{"width", "128", "numbers in each hidden layer, 1 to 8192"};

Setting activation(const char* standard) {
    return {"activation", standard, "of the hidden layers: silu, gelu (exact), relu or tanh"};
}

Activation activation_of(const Spec& spec) {
    const std::string& name = spec.word("activation", {"silu", "gelu", "relu", "tanh"});
    return name == "silu"   ? Activation::silu
           : name == "gelu" ? Activation::gelu
           : name == "relu" ? Activation::relu
                            : Activation::tanh;
}

Mlp::Shape residual_shape(const Spec& spec, std::size_t d) {
    Mlp::Shape shape{};
    shape.width = spec.count("width", 1, 8192);
    shape.blocks = spec.count("depth", 0, 64);
    shape.residual = true;
    shape.activation = activation_of(spec);
    const bool adaptive = spec.word("time", {"adaptive", "concat"}) == "adaptive";
    shape.time = adaptive ? Mlp::Time::adaptive : Mlp::Time::concat;
    shape.embedding = spec.count("embedding", 1, 4096);
    const bool few = adaptive && d <= 3;
    shape.waves = spec.text("waves") == "auto" ? (few ? 32 : 0) : spec.count("waves", 0, 1024);
    shape.frequency = static_cast<float>(spec.number("frequency", 0, 1000));
    if (shape.waves && !adaptive) throw UsageError("network mlp: waves need time=adaptive");
    return shape;
}

Mlp::Shape plain_shape(const Spec& spec) {
    Mlp::Shape shape{};
    shape.width = spec.count("width", 1, 8192);
    shape.blocks = spec.count("depth", 1, 64) - 1;
    shape.activation = activation_of(spec);
    shape.time = Mlp::Time::number;
    shape.embedding = spec.count("embedding", 1, 4096);
    return shape;
}

}  // namespace

const EntryList& networks() {
    static const EntryList all{
        "network",
        {{"mlp",
          {width,
           {"depth", "3", "residual blocks, 0 to 64"},
           activation("silu"),
           {"time", "adaptive",
            "adaptive: time and class scale and shift each layer; concat: they stand beside x"},
           {"embedding", "64", "numbers in the embedding of time and class, 1 to 4096"},
           {"waves", "auto",
            "random frequencies of x beside x, 0 to 1024; auto: 32 up to three dimensions, else 0"},
           {"frequency", "2", "their standard deviation, in radians per standard deviation of the data"}},
          "residual perceptron"},
         {"plain",
          {width,
           {"depth", "3", "hidden layers, 1 to 64"},
           activation("relu"),
           {"embedding", "64", "numbers in the embedding of the class, 1 to 4096"}},
          "perceptron without residuals, which sees x, t and the class side by side"}}};
    return all;
}

std::unique_ptr<const Network> make_network(const std::string& text, std::size_t d, std::size_t classes,
                                            std::size_t outputs) {
    const Spec spec(text, networks());
    if (!outputs) outputs = d;
    if (spec.name() == "plain")
        return std::make_unique<Mlp>(plain_shape(spec), d, classes, outputs, spec.canonical());
    const Mlp::Shape shape = residual_shape(spec, d);
    const std::string whole =
        concat("mlp:width=", shape.width, ",depth=", shape.blocks, ",activation=", spec.text("activation"),
               ",time=", spec.text("time"), ",embedding=", shape.embedding, ",waves=", shape.waves,
               ",frequency=", shape.frequency);
    return std::make_unique<Mlp>(shape, d, classes, outputs, whole);
}

}  // namespace drift::network
