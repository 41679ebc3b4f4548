// What the denoisers of exact models share: one evaluation gives the posterior mean, its derivative and log p_t.
#pragma once

#include <vector>

#include "model/denoiser.hpp"

namespace drift::exact {

/// One evaluation: what is asked for and where it goes.
struct Evaluation {
    Rows& x0_hat;                           // (n, d), zeros before
    Vector* log_density = nullptr;          // (n), log p_t(x), if wanted
    const std::vector<Rows>* w = nullptr;   // directions (n, d) of vector-Jacobian products, if wanted,
    std::vector<Rows>* products = nullptr;  // and these, as many, zeros before
};

class ExactDenoiser : public Denoiser {
public:
    virtual void evaluate(const Rows& x, const Vector& t, const Evaluation& wanted) = 0;

    Rows operator()(const Rows& x, const Vector& t) final {
        Rows x0_hat = zeros(x.shape(0), x.shape(1));
        ++evaluations_;
        evaluate(x, t, {.x0_hat = x0_hat});
        return x0_hat;
    }

    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w, std::vector<Rows>& products) final {
        Rows x0_hat = zeros(x.shape(0), x.shape(1));
        products.assign(w.size(), x0_hat);
        ++evaluations_;
        evaluate(x, t, {.x0_hat = x0_hat, .w = &w, .products = &products});
        return x0_hat;
    }

    std::uint64_t evaluations() const final { return evaluations_; }

    Vector log_density(const Rows& x, const Vector& t) {
        Rows unused = zeros(x.shape(0), x.shape(1));
        Vector density({x.shape(0)}, 0.0);
        evaluate(x, t, {.x0_hat = unused, .log_density = &density});
        return density;
    }

private:
    std::uint64_t evaluations_ = 0;
};

}  // namespace drift::exact
