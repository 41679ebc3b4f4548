// Networks by name.
#include "network/network.hpp"

#include "core/error.hpp"
#include "network/mlp.hpp"

namespace drift {

const Catalogue& networks() {
    static const Catalogue all{
        "network",
        {{"mlp",
          {{"width", "128", "numbers in each hidden layer, 1 to 8192"},
           {"depth", "3", "residual blocks, 0 to 64"},
           {"time", "adaptive",
            "adaptive: time and class scale and shift each layer; concat: they stand beside x"},
           {"embedding", "64", "numbers in the embedding of time and class, 1 to 4096"},
           {"waves", "auto",
            "random frequencies of x beside x, 0 to 1024; auto: 32 up to three dimensions, else 0"},
           {"frequency", "2", "their standard deviation, in radians per standard deviation of the data"}},
          "residual perceptron"}}};
    return all;
}

std::unique_ptr<const Network> make_network(const std::string& text, std::size_t d, std::size_t classes) {
    const Spec spec(text, networks());
    Mlp::Shape shape;
    shape.width = spec.count("width", 1, 8192);
    shape.depth = spec.count("depth", 0, 64);
    shape.adaptive = spec.word("time", {"adaptive", "concat"}) == "adaptive";
    shape.embedding = spec.count("embedding", 1, 4096);
    const bool few = shape.adaptive && d <= 3;
    shape.waves = spec.text("waves") == "auto" ? (few ? 32 : 0) : spec.count("waves", 0, 1024);
    shape.frequency = static_cast<float>(spec.number("frequency", 0, 1000));
    if (shape.waves && !shape.adaptive) throw UsageError("network mlp: waves need time=adaptive");
    const std::string whole =
        words("mlp:width=", shape.width, ",depth=", shape.depth, ",time=", spec.text("time"),
              ",embedding=", shape.embedding, ",waves=", shape.waves, ",frequency=", shape.frequency);
    return std::make_unique<Mlp>(shape, d, classes, whole);
}

}  // namespace drift
