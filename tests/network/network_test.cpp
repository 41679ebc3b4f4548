// What every network of the table must do.
#include "network/network.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <set>

#include "derivatives.hpp"
#include "model/model_file.hpp"

using namespace drift::all;

namespace {

constexpr std::size_t n = 4, classes = 3;
const Shape row{4, 4};  // an image, for networks that see it as one

struct Example {
    explicit Example(const std::string& name) : network(make_network(name, row, classes)) {
        parameters = network->initial(Random(1, "network"));
        const std::vector<float> more = normals(parameters.size(), "more");
        for (const Layout::Tensor& tensor : network->layout().tensors())  // no part off by its initial value
            for (std::size_t i = tensor.offset; i < tensor.offset + entries(tensor.shape); ++i)
                parameters[i] += tensor.trained ? 0.1F * more[i] : 0.0F;
    }

    Batch batch(const std::vector<float>& of_x, std::size_t first = 0, std::size_t count = n) const {
        return {count, &of_x[first * network->dimension()], &t[first], &labels[first]};
    }

    std::vector<float> forward(const float* at, const Batch& rows, bool derivatives) const {
        std::vector<float> y(rows.n * network->outputs());
        network->forward(at, rows, *network->workspace(rows.n, derivatives), y.data());
        return y;
    }

    std::unique_ptr<const Network> network;
    Floats parameters;
    std::vector<float> x = normals(n * entries(row), "x"), t{0.15F, 0.4F, 0.65F, 0.9F};
    std::vector<int> labels{0, 2, static_cast<int>(classes), 1};  // the third without a class
    std::vector<float> dy = normals(n * entries(row), "dy");
};

// f(test) for each network.
void each_network(const std::function<void(const std::string&, const Example&)>& f) {
    for (const std::string& name : networks().names()) {
        CAPTURE(name);
        f(name, Example(name));
    }
}

// The derivative of <dy, f> at 0 by differences of order 4 with h: right to h^4 and to the rounding of f over h.
double slope(const std::function<std::vector<float>(float)>& f, const std::vector<float>& dy, float h) {
    const auto pair = [&](float by) { return dot(dy, f(by)) - dot(dy, f(-by)); };
    return (8 * pair(h) - pair(2 * h)) / (12 * double{h});
}

}  // namespace

// Along the normalised gradient itself, where the slope is |gradient| and the most of it is seen, and tensor by
// tensor. <dy, y> sums 64 numbers of size 1, right to about 1e-6 of it; over h = 2^-6 that is 1e-4.
TEST_CASE("a network's gradients agree with central differences, in every tensor and in x") {
    each_network([](const std::string& name, const Example& of) {
        const Network& network = *of.network;
        const auto workspace = network.workspace(n, true);
        std::vector<float> y(n * network.outputs()), dx(of.x.size(), 99.0F);
        Floats gradient(network.layout().trained_size(), 99.0F);
        network.forward(of.parameters.data(), of.batch(of.x), *workspace, y.data());
        network.backward(of.parameters.data(), of.batch(of.x), *workspace, of.dy.data(), gradient.data(),
                         dx.data());

        const bool kinks = network.spec().find("activation=relu") != std::string::npos;
        const float h = kinks ? 0x1p-10F : 0x1p-6F;
        const double tolerance = kinks ? 1e-2 : 1e-3;
        const auto agree =
            [&](const std::vector<float>& g,
                const std::function<std::vector<float>(const std::vector<float>& direction, float by)>& f) {
                const double norm = std::sqrt(dot(g, g));
                REQUIRE(norm > 0);
                std::vector<float> direction = g;
                for (float& value : direction) value = static_cast<float>(value / norm);
                const double found = slope([&](float by) { return f(direction, by); }, of.dy, h);
                CAPTURE(name);
                CAPTURE(found);
                CAPTURE(norm);
                CHECK(std::abs(found - norm) < tolerance * (1 + norm));
            };
        for (const Layout::Tensor& tensor : network.layout().tensors()) {
            if (!tensor.trained) continue;
            CAPTURE(tensor.name);
            const auto begin = gradient.begin() + static_cast<long>(tensor.offset);
            agree({begin, begin + static_cast<long>(entries(tensor.shape))},
                  [&](const std::vector<float>& direction, float by) {
                      Floats at = of.parameters;
                      for (std::size_t i = 0; i < direction.size(); ++i)
                          at[tensor.offset + i] += by * direction[i];
                      return of.forward(at.data(), of.batch(of.x), false);
                  });
        }
        agree(dx, [&](const std::vector<float>& direction, float by) {
            std::vector<float> at = of.x;
            for (std::size_t i = 0; i < at.size(); ++i) at[i] += by * direction[i];
            return of.forward(of.parameters.data(), of.batch(at), false);
        });
    });
}

TEST_CASE("a network's rows have the same bits alone, in a slice, and with the arrays for derivatives") {
    each_network([](const std::string&, const Example& of) {
        const std::size_t outputs = of.network->outputs();
        const std::vector<float> whole = of.forward(of.parameters.data(), of.batch(of.x), false);
        CHECK(of.forward(of.parameters.data(), of.batch(of.x), true) == whole);
        for (std::size_t i = 0; i < n; ++i) {
            const std::vector<float> alone = of.forward(of.parameters.data(), of.batch(of.x, i, 1), false);
            CHECK(std::equal(alone.begin(), alone.end(), &whole[i * outputs]));
        }
    });
}

// An array that is too small would be written beyond its end, one that is shared too early overwritten: a workspace
// for more rows, and one used before, then give other bits.
TEST_CASE("a network's arrays hold any number of rows up to those that they were planned for") {
    each_network([](const std::string&, const Example& of) {
        for (const bool derivatives : {false, true}) {
            const auto large = of.network->workspace(4 * n, derivatives);
            std::vector<float> y(n * of.network->outputs());
            for (int time = 0; time < 2; ++time) {
                of.network->forward(of.parameters.data(), of.batch(of.x), *large, y.data());
                CHECK(y == of.forward(of.parameters.data(), of.batch(of.x), derivatives));
            }
        }
    });
}

TEST_CASE("a network's tensors have names of their own, do not overlap, and come back from a model file") {
    const std::string file = "/tmp/drift-network-" + std::to_string(::getpid());
    each_network([&](const std::string& name, const Example& of) {
        std::set<std::string> names;
        std::size_t end = 0;
        for (const Layout::Tensor& tensor : of.network->layout().tensors()) {
            CHECK(names.insert(tensor.name).second);
            CHECK(tensor.offset >= end);
            end = tensor.offset + entries(tensor.shape);
        }
        CHECK(of.network->layout().size() >= end);
        CHECK(make_network(of.network->spec(), row, classes)->spec() == of.network->spec());

        TrainedModel model;
        model.recipe.network = of.network->spec();
        model.recipe.schedule = make_schedule("vp-linear")->spec();
        model.recipe.row_shape = row;
        model.recipe.classes = classes;
        model.recipe.standardization = {std::vector<double>(entries(row), 0.0), 1};
        model.parameters = of.parameters;
        model.average = "none";
        write_model(file, model);
        CAPTURE(name);
        CHECK(read_model(file).parameters == of.parameters);
        std::remove(file.c_str());
    });
}
