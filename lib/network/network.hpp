// Networks: functions of noisy rows, their times and classes, with parameters in one flat array.
#pragma once

#include <memory>
#include <string>

#include "core/spec.hpp"
#include "network/parameters.hpp"

namespace drift::network {

/// One slice of rows as a network sees it.
struct Batch {
    std::size_t n;
    const float* x;     // (n, d)
    const float* t;     // (n)
    const int* labels;  // (n), classes() for a row without one; null when the network knows no classes
};

/// y = F(x, t, label; parameters). It knows no schedule and has no state: a slice's intermediate values live
/// in a Workspace, which one thread uses at a time.
class Network {
public:
    class Workspace {
    public:
        virtual ~Workspace() = default;
    };

    virtual ~Network() = default;

    const Layout& layout() const { return layout_; }
    std::size_t dimension() const { return dimension_; }  // of x
    std::size_t outputs() const { return outputs_; }      // of y
    std::size_t classes() const { return classes_; }
    const std::string& spec() const { return spec_; }  // every setting written out

    /// The parameters at the start of training.
    virtual Floats initial(const Random& random) const = 0;

    /// Room for n rows; with room for the derivatives when backward() will follow.
    virtual std::unique_ptr<Workspace> workspace(std::size_t n, bool derivatives) const = 0;

    /// y (n, outputs).
    virtual void forward(const float* parameters, const Batch& rows, Workspace& workspace,
                         float* y) const = 0;

    /// After forward() on the same rows, from dy = dloss/dy (n, outputs): dloss/dparameters
    /// (layout().trained_size()), written.
    virtual void backward(const float* parameters, const Batch& rows, Workspace& workspace, const float* dy,
                          float* gradient) const = 0;

    /// After forward() on the same rows, in a workspace with room for derivatives, from dy (n, outputs): dx
    /// (n, d) = dy^T dy/dx of each row, written. Time and class are held.
    virtual void input_gradient(const float* parameters, const Batch& rows, Workspace& workspace,
                                const float* dy, float* dx) const = 0;

protected:
    Network(std::size_t dimension, std::size_t classes, std::size_t outputs)
        : dimension_(dimension), classes_(classes), outputs_(outputs) {}

    Layout layout_;
    std::string spec_;

private:
    std::size_t dimension_, classes_, outputs_;
};

/// The networks that make_network knows.
const EntryList& networks();

/// A network for rows of d numbers and so many classes (0: none); it answers d numbers too unless told.
std::unique_ptr<const Network> make_network(const std::string& spec, std::size_t d, std::size_t classes,
                                            std::size_t outputs = 0);

}  // namespace drift::network
