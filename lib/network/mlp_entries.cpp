// The networks `mlp` and `plain`: two architectures of the perceptron, and their settings.
#include "core/error.hpp"
#include "network/mlp.hpp"

namespace drift::network {
namespace {

Setting width() {
    return {"width", "128", "numbers in each hidden layer, 1 to 8192", "",
            "hidden hidden_size hidden_dim units"};
}

Setting activation(const char* by_default) {
    return {"activation", by_default, "of the hidden layers: silu, gelu (exact), relu or tanh",
            "silu=swish gelu relu tanh", "act_fn"};
}

Activation activation_of(const Spec& spec) {
    const std::string& name = spec.word("activation");
    return name == "silu"   ? Activation::silu
           : name == "gelu" ? Activation::gelu
           : name == "relu" ? Activation::relu
                            : Activation::tanh;
}

std::unique_ptr<const Network> make_residual(const Spec& spec, const Shape& row, std::size_t classes,
                                             std::size_t outputs) {
    const std::size_t d = entries(row);
    const bool adaptive = spec.word("time") == "adaptive";
    const std::size_t by_dimension = adaptive && d <= 3 ? 32 : 0;
    const bool automatic = spec.text("waves") == "auto";
    const Mlp::Architecture of{.width = spec.count("width", 1, 8192),
                               .blocks = spec.count("depth", 0, 64),
                               .residual = true,
                               .activation = activation_of(spec),
                               .time = adaptive ? Mlp::Time::adaptive : Mlp::Time::concat,
                               .embedding = spec.count("embedding", 1, 4096),
                               .fourier_features = automatic ? by_dimension : spec.count("waves", 0, 1024),
                               .frequency_std = static_cast<float>(spec.number("frequency", 0, 1000))};
    if (of.fourier_features && !adaptive) throw UsageError("network mlp: waves need time=adaptive");
    std::string whole =
        concat("mlp:width=", of.width, ",depth=", of.blocks, ",activation=", spec.text("activation"),
               ",time=", spec.text("time"), ",embedding=", of.embedding, ",waves=", of.fourier_features,
               ",frequency=", of.frequency_std);
    return std::make_unique<Mlp>(of, d, classes, outputs, std::move(whole));
}

std::unique_ptr<const Network> make_plain(const Spec& spec, const Shape& row, std::size_t classes,
                                          std::size_t outputs) {
    const Mlp::Architecture of{.width = spec.count("width", 1, 8192),
                               .blocks = spec.count("depth", 1, 64) - 1,
                               .residual = false,
                               .activation = activation_of(spec),
                               .time = Mlp::Time::number,
                               .embedding = spec.count("embedding", 1, 4096),
                               .fourier_features = 0,
                               .frequency_std = 0};
    return std::make_unique<Mlp>(of, entries(row), classes, outputs, spec.canonical());
}

}  // namespace

Registered<MakeNetwork> residual_mlp() {
    return {{"mlp",
             {width(),
              {"depth", "3", "residual blocks, 0 to 64", "", "layers num_layers blocks num_blocks"},
              activation("silu"),
              {"time", "adaptive",
               "adaptive: time and class scale and shift each layer; concat: they stand beside x",
               "adaptive=adaln,film concat"},
              {"embedding", "64", "numbers in the embedding of time and class, 1 to 4096"},
              {"waves", "auto",
               "random Fourier features of x beside x, 0 to 1024; auto: 32 up to three dimensions, else 0",
               "", "fourier fourier_features"},
              {"frequency", "2",
               "standard deviation of their frequencies, in radians per standard deviation of the data"}},
             "residual perceptron"},
            make_residual};
}

Registered<MakeNetwork> plain_mlp() {
    return {{"plain",
             {width(),
              {"depth", "3", "hidden layers, 1 to 64", "", "layers num_layers"},
              activation("relu"),
              {"embedding", "64", "numbers in the embedding of the class, 1 to 4096"}},
             "perceptron without residuals, which sees x, t and the class side by side"},
            make_plain};
}

}  // namespace drift::network
