// Fields: the right-hand side of an ODE dx/dt = u_t(x).
#pragma once

#include <cstdint>
#include <vector>

#include "core/array.hpp"
#include "core/error.hpp"

namespace drift::ode {

/// u_t(x) for one slice of rows, data at t = 0. It may hold the slice's labels and a workspace: one thread
/// uses it at a time. A row's value does not depend on the other rows.
class Field {
public:
    virtual ~Field() = default;

    /// dx/dt of each row: x (n, d), t (n), the result (n, d).
    virtual Rows operator()(const Rows& x, const Vector& t) = 0;

    /// The same with its vector-Jacobian products: products[i] becomes w[i]^T du/dx of each row, all (n, d).
    /// Error when the field has no derivatives.
    virtual Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w, std::vector<Rows>& products);

    /// Evaluations so far, the same for each row: of the network or of the closed form behind the field. One with
    /// derivatives counts once, however many.
    virtual std::uint64_t evaluations() const = 0;
};

inline Rows Field::vjp(const Rows&, const Vector&, const std::vector<Rows>&, std::vector<Rows>&) {
    throw Error("the field has no derivatives in x");
}

}  // namespace drift::ode
