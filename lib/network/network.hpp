// Networks: functions of noisy rows, their times and classes, with parameters in one flat array.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "core/registry.hpp"
#include "network/layer.hpp"

namespace drift::network {

/// y = F(x, t, label; parameters). It knows no schedule and has no state: a slice's intermediate values live
/// in a Workspace, which one thread uses at a time.
class Network {
public:
    using Workspace = Activations;

    virtual ~Network() = default;

    const Layout& layout() const { return layout_; }
    std::size_t dimension() const { return dimension_; }  // of x
    std::size_t outputs() const { return outputs_; }      // numbers in a row of y
    std::size_t classes() const { return classes_; }      // 0: it sees no class
    const std::string& spec() const { return spec_; }     // every setting written out

    /// The parameters at the start of training.
    virtual Floats initial(const Random& random) const = 0;

    /// For slices of up to n rows; with the arrays for derivatives if backward() will follow.
    std::unique_ptr<Workspace> workspace(std::size_t n, bool derivatives) const {
        return std::make_unique<Workspace>(plan_, n, derivatives);
    }

    /// y (n, outputs).
    virtual void forward(const float* parameters, const Batch& rows, Workspace& workspace,
                         float* y) const = 0;

    /// After forward() on the same rows in a workspace with derivatives, from dy = dloss/dy (n, outputs):
    /// gradient = dloss/dparameters (layout().trained_size()), and dx = dloss/dx (n, dimension) with time
    /// and class held. Both are written; either may be null.
    virtual void backward(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                          float* gradient, float* dx) const = 0;

protected:
    Network(std::size_t dimension, std::size_t classes, std::size_t outputs, std::string spec)
        : spec_(std::move(spec)), dimension_(dimension), classes_(classes), outputs_(outputs) {}

    Layout layout_;  // to which the layers of a network add their tensors,
    Plan plan_;      // and their arrays

private:
    std::string spec_;
    std::size_t dimension_, classes_, outputs_;
};

/// Of a spec, the shape of a row, the number of classes and that of outputs.
using MakeNetwork = std::unique_ptr<const Network> (*)(const Spec&, const Shape& row, std::size_t classes,
                                                       std::size_t outputs);

const Registry<MakeNetwork>& networks();

/// A network for rows of this shape and so many classes (0: none); outputs 0: as many as numbers in a row.
std::unique_ptr<const Network> make_network(const std::string& spec, const Shape& row, std::size_t classes,
                                            std::size_t outputs = 0);

/// The same for rows of d numbers.
std::unique_ptr<const Network> make_network(const std::string& spec, std::size_t d, std::size_t classes,
                                            std::size_t outputs = 0);

}  // namespace drift::network
