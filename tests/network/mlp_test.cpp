// The perceptron against its definition, written out in double without workspace, slices or matrix library.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <vector>

#include "core/error.hpp"
#include "distance.hpp"
#include "network/network.hpp"

using namespace drift::all;

namespace {

using Doubles = std::vector<double>;

struct Rows3 {  // a slice of three rows
    std::vector<float> x, t;
    std::vector<int> labels;
    std::size_t n = 3;
};

Rows3 some_rows(std::size_t d, std::size_t classes) {
    Rows3 rows;
    rows.x.resize(rows.n * d), rows.t = {0.1F, 0.5F, 0.93F}, rows.labels = {0, 2, 1};
    Random(5, "rows").normals(0, 0, rows.x);
    if (!classes) rows.labels.clear();
    return rows;
}

double silu(double a) { return a / (1 + std::exp(-a)); }
double gelu(double a) { return a * std::erfc(-a / std::sqrt(2.0)) / 2; }
double relu(double a) { return std::max(a, 0.0); }
double hyperbolic(double a) { return std::tanh(a); }

bool plain(const Network& network) { return network.spec().starts_with("plain"); }

double (*activation(const Network& network))(double) {
    for (const auto& [name, f] :
         std::map<std::string, double (*)(double)>{{"gelu", gelu}, {"relu", relu}, {"tanh", hyperbolic}})
        if (network.spec().find("activation=" + name) != std::string::npos) return f;
    return silu;
}

// The tensors of a network by name, in double.
class Definition {
public:
    Definition(const Network& network, const Doubles& parameters) : network_(network) {
        for (const Layout::Tensor& tensor : network.layout().tensors())
            tensors_[tensor.name] = {
                parameters.begin() + static_cast<long>(tensor.offset),
                parameters.begin() + static_cast<long>(tensor.offset + entries(tensor.shape))};
    }

    Doubles operator()(const Doubles& x, double t, int label) const {
        Doubles waves, input = x;
        for (const bool cosine : {false, true})
            for (int i = 0; i < 32; ++i) {
                // the rates are float32, as the network's parameters are
                const double rate = static_cast<float>(std::exp(std::log(1000.0) * i / 31));
                waves.push_back(cosine ? std::cos(rate * t) : std::sin(rate * t));
            }
        Doubles modulation;
        if (tensors_.contains("time.weight")) {
            Doubles e = linear("time", waves);
            if (label >= 0) add_class(label, e);
            for (double& value : e) value = silu(value);
            modulation = linear("modulation", e);
            if (tensors_.contains("input.frequencies")) {
                const Doubles angles = product(tensors_.at("input.frequencies"), x);
                for (const double angle : angles) input.push_back(std::sin(angle));
                for (const double angle : angles) input.push_back(std::cos(angle));
            }
        } else {
            if (plain(network_)) waves = {t};
            input.insert(input.end(), waves.begin(), waves.end());
            if (label >= 0) {
                Doubles row(tensors_.at("class.weight").size() / (network_.classes() + 1), 0.0);
                add_class(label, row);
                input.insert(input.end(), row.begin(), row.end());
            }
        }
        Doubles h = layer(0, "input", input, modulation);
        for (std::size_t l = 1; tensors_.contains("block." + std::to_string(l) + ".weight"); ++l) {
            Doubles more = layer(l, "block." + std::to_string(l), h, modulation);
            for (std::size_t j = 0; j < h.size() && !plain(network_); ++j) more[j] += h[j];
            h = more;
        }
        return linear("output", h);
    }

private:
    static Doubles product(const Doubles& weight, const Doubles& x) {
        Doubles y(weight.size() / x.size(), 0.0);
        for (std::size_t i = 0; i < y.size(); ++i)
            for (std::size_t j = 0; j < x.size(); ++j) y[i] += weight[i * x.size() + j] * x[j];
        return y;
    }

    Doubles linear(const std::string& name, const Doubles& x) const {
        Doubles y = product(tensors_.at(name + ".weight"), x);
        for (std::size_t i = 0; i < y.size(); ++i) y[i] += tensors_.at(name + ".bias")[i];
        return y;
    }

    Doubles layer(std::size_t l, const std::string& name, const Doubles& x, const Doubles& modulation) const {
        Doubles a = linear(name, x);
        const std::size_t width = a.size();
        for (std::size_t j = 0; j < width; ++j) {
            if (!modulation.empty())
                a[j] = (1 + modulation[2 * l * width + j]) * a[j] + modulation[(2 * l + 1) * width + j];
            a[j] = activation(network_)(a[j]);
        }
        return a;
    }

    void add_class(int label, Doubles& out) const {
        for (std::size_t j = 0; j < out.size(); ++j)
            out[j] += tensors_.at("class.weight")[static_cast<std::size_t>(label) * out.size() + j];
    }

    const Network& network_;
    std::map<std::string, Doubles> tensors_;
};

struct Case {
    const char* spec;
    std::size_t d, classes, outputs = d;
};

const Case cases[] = {{"mlp:width=17,depth=2,time=concat", 2, 0},
                      {"mlp:width=16,depth=1,time=concat,embedding=5", 3, 2},
                      {"mlp:width=12,depth=2,embedding=7", 5, 0},
                      {"mlp:width=9,depth=3,embedding=6", 2, 2},
                      {"mlp:width=8,depth=0,waves=3", 1, 0},
                      {"mlp:width=11,depth=2,activation=gelu", 2, 0, 5},
                      {"mlp:width=18,depth=1,activation=tanh,time=concat", 4, 2, 1},
                      {"mlp:width=9,depth=2,activation=relu", 3, 2},
                      {"plain:width=13", 2, 0},
                      {"plain:width=19,depth=2,activation=silu,embedding=4", 3, 2, 4}};

// Random parameters everywhere, so that no part of the network is switched off by its initial value.
Floats some_parameters(const Network& network) {
    Floats parameters = network.initial(Random(1, "network"));
    Floats noise(parameters.size());
    Random(2, "noise").normals(0, 0, noise);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i] += 0.2F * noise[i];
    return parameters;
}

Doubles by_definition(const Network& network, const Doubles& parameters, const Rows3& rows) {
    const Definition f(network, parameters);
    const std::size_t d = network.dimension();
    Doubles all;
    for (std::size_t i = 0; i < rows.n; ++i) {
        const Doubles x(rows.x.begin() + static_cast<long>(i * d),
                        rows.x.begin() + static_cast<long>((i + 1) * d));
        const Doubles y = f(x, rows.t[i], rows.labels.empty() ? -1 : rows.labels[i]);
        all.insert(all.end(), y.begin(), y.end());
    }
    return all;
}

}  // namespace

TEST_CASE("the perceptron's forward pass is its definition") {
    for (const Case& c : cases) {
        CAPTURE(c.spec);
        const auto network = make_network(c.spec, c.d, c.classes, c.outputs);
        const Floats parameters = some_parameters(*network);
        const Rows3 rows = some_rows(c.d, c.classes);
        std::vector<float> y(rows.n * c.outputs);
        const Batch batch{rows.n, rows.x.data(), rows.t.data(), c.classes ? rows.labels.data() : nullptr};
        network->forward(parameters.data(), batch, *network->workspace(rows.n, false), y.data());
        // angles up to 1000 radians in float32 are wrong by 6e-5, damped by weights of order 0.3
        CHECK(distance(y, by_definition(*network, Doubles(parameters.begin(), parameters.end()), rows)) <
              2e-4);
    }
}

// The loss is sum_i c_i y_i with fixed random c. Central differences of the
// definition in double, h = 1e-5, are right to 1e-9; the backward pass in float32,
// with angles wrong by 6e-5, to about 1e-4 of the largest gradient.
TEST_CASE("the perceptron's backward pass agrees with central differences of its definition") {
    for (const Case& c : cases) {
        CAPTURE(c.spec);
        const auto network = make_network(c.spec, c.d, c.classes, c.outputs);
        const Floats parameters = some_parameters(*network);
        const Rows3 rows = some_rows(c.d, c.classes);
        const Batch batch{rows.n, rows.x.data(), rows.t.data(), c.classes ? rows.labels.data() : nullptr};
        std::vector<float> y(rows.n * c.outputs), dy(y.size());
        Random(3, "dy").normals(0, 0, dy);
        const auto workspace = network->workspace(rows.n, true);
        Floats gradient(network->layout().trained_size(), 99.0F);
        network->forward(parameters.data(), batch, *workspace, y.data());
        network->backward(parameters.data(), batch, *workspace, dy.data(), gradient.data(), nullptr);

        Doubles at(parameters.begin(), parameters.end());
        for (const Layout::Tensor& tensor : network->layout().tensors()) {
            if (!tensor.trained) continue;
            CAPTURE(tensor.name);
            const std::size_t n = entries(tensor.shape);
            for (std::size_t k = 0; k < n; k += 1 + n / 23) {  // some of each tensor, its first and others
                const std::size_t i = tensor.offset + k;
                double difference = 0;
                for (const double h : {1e-5, -1e-5}) {
                    const double kept = at[i];
                    at[i] += h;
                    const Doubles moved = by_definition(*network, at, rows);
                    at[i] = kept;
                    for (std::size_t j = 0; j < dy.size(); ++j) difference += dy[j] * moved[j] / (2 * h);
                }
                CHECK(std::abs(gradient[i] - difference) < 2e-3 * (1 + std::abs(difference)));
            }
        }
    }
}

// As above, in x: rows enter one by one, so one pass moves the same coordinate of all of them.
TEST_CASE("the perceptron's input gradient agrees with central differences of its definition") {
    for (const Case& c : cases) {
        CAPTURE(c.spec);
        const auto network = make_network(c.spec, c.d, c.classes, c.outputs);
        const Floats parameters = some_parameters(*network);
        const Rows3 rows = some_rows(c.d, c.classes);
        const Batch batch{rows.n, rows.x.data(), rows.t.data(), c.classes ? rows.labels.data() : nullptr};
        std::vector<float> y(rows.n * c.outputs), dy(y.size()), dx(rows.n * c.d, 99.0F);
        Random(3, "dy").normals(0, 0, dy);
        const auto workspace = network->workspace(rows.n, true);
        network->forward(parameters.data(), batch, *workspace, y.data());
        network->backward(parameters.data(), batch, *workspace, dy.data(), nullptr, dx.data());

        const Doubles at(parameters.begin(), parameters.end());
        const float h = 0x1p-12F;  // |x| < 4 moves by it almost exactly; h^2 and 1e-16 / h are both far below
        for (std::size_t k = 0; k < c.d; ++k) {
            Rows3 above = rows, below = rows;
            for (std::size_t i = 0; i < rows.n; ++i) above.x[i * c.d + k] += h, below.x[i * c.d + k] -= h;
            const Doubles high = by_definition(*network, at, above), low = by_definition(*network, at, below);
            for (std::size_t i = 0; i < rows.n; ++i) {
                const double step = double{above.x[i * c.d + k]} - double{below.x[i * c.d + k]};
                double difference = 0;
                for (std::size_t j = i * c.outputs; j < (i + 1) * c.outputs; ++j)
                    difference += dy[j] * (high[j] - low[j]) / step;
                CHECK(std::abs(dx[i * c.d + k] - difference) < 2e-4 * (1 + std::abs(difference)));
            }
        }
    }
}

TEST_CASE(
    "backward may be repeated after one forward, and gives both gradients with the bits of either alone") {
    for (const Case& c : cases) {
        CAPTURE(c.spec);
        const auto network = make_network(c.spec, c.d, c.classes, c.outputs);
        const Floats parameters = some_parameters(*network);
        const Rows3 rows = some_rows(c.d, c.classes);
        const Batch batch{rows.n, rows.x.data(), rows.t.data(), c.classes ? rows.labels.data() : nullptr};
        std::vector<float> y(rows.n * c.outputs), dy(y.size());
        Random(3, "dy").normals(0, 0, dy);
        const auto workspace = network->workspace(rows.n, true);
        Floats gradient(network->layout().trained_size()), dx(rows.n * c.d), alone = gradient, dx_alone = dx;
        network->forward(parameters.data(), batch, *workspace, y.data());
        network->backward(parameters.data(), batch, *workspace, dy.data(), nullptr, dx_alone.data());
        network->backward(parameters.data(), batch, *workspace, dy.data(), gradient.data(), dx.data());
        network->backward(parameters.data(), batch, *workspace, dy.data(), alone.data(), nullptr);
        CHECK(alone == gradient);
        CHECK(dx_alone == dx);
    }
}

// All rows of the first slice have one time and class, which then enter once for all of them.
TEST_CASE("a row's values do not depend on the other rows of its slice, nor on how many they are") {
    for (const char* spec : {"mlp", "mlp:time=concat", "plain", "mlp:width=17,depth=2,waves=0"}) {
        CAPTURE(spec);
        const auto network = make_network(spec, 2, 3);
        const Floats parameters = some_parameters(*network);
        const std::size_t n = 128, row = 41;
        std::vector<float> x(2 * n), t(n, 0.3F), y(2 * n), z(2 * n), alone(2);
        std::vector<int> labels(n, 1);
        Random(5, "rows").normals(0, 0, x);
        const auto forward = [&](std::size_t first, std::size_t count, bool derivatives, float* out) {
            network->forward(parameters.data(), {count, &x[2 * first], &t[first], &labels[first]},
                             *network->workspace(count, derivatives), out);
        };
        forward(0, n, false, y.data());
        forward(row, 1, false, alone.data());
        for (std::size_t i = 0; i < n; ++i)
            if (i != row) x[2 * i] = x[2 * i + 1] = t[i] = 0, labels[i] = 2;
        forward(0, n, true, z.data());
        for (std::size_t j = 0; j < 2; ++j) {
            CHECK(y[2 * row + j] == z[2 * row + j]);
            CHECK(y[2 * row + j] == alone[j]);
        }
    }
}

// Figure 6 of Nakkiran et al. (2024), arXiv:2406.08929: three hidden layers of 128, the time beside x.
TEST_CASE("the plain network has three hidden layers of 128 and no more") {
    const auto network = make_network("plain", 2, 0);
    CHECK(network->spec() == "plain:width=128,depth=3,activation=relu,embedding=64");
    CHECK(network->layout().count() == 128 * (2 + 1 + 1) + 2 * 128 * (128 + 1) + 2 * (128 + 1));
}

TEST_CASE("waves of the input need an adaptive network") {
    CHECK_THROWS_AS(make_network("mlp:time=concat,waves=4", 2, 0), UsageError);
}
