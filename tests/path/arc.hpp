// A path and a coupling of the tests' own, which stand in no table.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "path/coupling.hpp"
#include "path/path.hpp"

namespace drift::all {

/// x_t = alpha x0 + sigma x1 + alpha sigma R (x1 - x0) in the plane, R a quarter turn: arcs, which no schedule has.
class Arc final : public Path {
public:
    void point(const Scales& at, const Ends<Real>& ends, Real c, Real* x) const override {
        combine(at.alpha, at.sigma, at.alpha * at.sigma, ends, c, x);
    }
    void point(const Scales& at, const Ends<float>& ends, Real c, float* x) const override {
        combine(at.alpha, at.sigma, at.alpha * at.sigma, ends, c, x);
    }
    void velocity(const Scales& at, const Ends<Real>& ends, Real c, Real* u) const override {
        combine(at.alpha_dot, at.sigma_dot, bend(at), ends, c, u);
    }
    void velocity(const Scales& at, const Ends<float>& ends, Real c, float* u) const override {
        combine(at.alpha_dot, at.sigma_dot, bend(at), ends, c, u);
    }

private:
    static Real bend(const Scales& at) { return at.alpha_dot * at.sigma + at.alpha * at.sigma_dot; }

    template <class Number>
    static void combine(Real a, Real b, Real across, const Ends<Number>& ends, Real c, Number* out) {
        const Real turned[] = {-Real{ends.x1[1]} + ends.x0[1], Real{ends.x1[0]} - ends.x0[0]};
        for (std::size_t j = 0; j < 2; ++j)
            out[j] = static_cast<Number>(c * (a * ends.x0[j] + b * ends.x1[j] + across * turned[j]));
    }
};

/// x1 = x0 + a shift (d). It remembers the largest batch that it was asked for.
class Shift final : public Coupling {
public:
    Shift(SharedEnd x0, std::vector<float> shift) : x0_(std::move(x0)), shift_(std::move(shift)) {}

    std::shared_ptr<const BatchPairs> pairs(std::uint64_t k, std::size_t batch, ThreadPool&) override {
        largest = std::max(largest, batch);
        return std::make_shared<Shifted>(x0_, shift_, (k - 1) * batch);
    }

    std::size_t largest = 0;

private:
    struct Shifted final : BatchPairs {
        Shifted(SharedEnd of, std::vector<float> by, std::uint64_t from)
            : x0(std::move(of)), shift(std::move(by)), begin(from) {}
        void slice(std::size_t first, std::size_t n, Pairs& out) const override {
            const std::size_t d = shift.size();
            out.x0.resize(n * d), out.labels.resize(x0->labelled() ? n : 0);
            x0->draw(begin + first, n, out.x0.data(), out.labels.data());
            out.x1 = out.x0;
            for (std::size_t i = 0; i < n * d; ++i) out.x1[i] += shift[i % d];
        }
        SharedEnd x0;
        std::vector<float> shift;
        std::uint64_t begin;
    };

    SharedEnd x0_;
    std::vector<float> shift_;
};

}  // namespace drift::all
