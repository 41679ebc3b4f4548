// Fields with known solutions and derivatives.
#pragma once

#include <cmath>

#include "ode/field.hpp"

namespace drift::all {

/// u = A x, with solutions e^(A t) x.
class LinearField final : public Field {
public:
    explicit LinearField(Rows a) : a_(std::move(a)) {}

    Rows operator()(const Rows& x, const Vector&) override { return times(x, xt::transpose(a_)); }

    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        products.clear();
        for (const Rows& each : w) products.push_back(times(each, a_));
        return (*this)(x, t);
    }

    std::uint64_t evaluations() const override { return 0; }

private:
    static Rows times(const Rows& x, const Rows& b) {
        Rows y = zeros(row_count(x), dimension(b));
        for (std::size_t i = 0; i < row_count(x); ++i)
            for (std::size_t j = 0; j < dimension(b); ++j)
                for (std::size_t k = 0; k < dimension(x); ++k) y(i, j) += x(i, k) * b(k, j);
        return y;
    }

    Rows a_;
};

/// u = x cos t on the line, with the solutions x(t) = x(0) e^(sin t).
class SineField final : public Field {
public:
    Rows operator()(const Rows& x, const Vector& t) override {
        Rows u = x;
        for (std::size_t i = 0; i < row_count(x); ++i) u(i, 0) *= std::cos(t(i));
        return u;
    }

    std::uint64_t evaluations() const override { return 0; }

    static Rows solution(const Rows& x, Real from, Real to) {
        return std::exp(std::sin(to) - std::sin(from)) * x;
    }
};

}  // namespace drift::all
