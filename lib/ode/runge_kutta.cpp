#include "ode/runge_kutta.hpp"

namespace drift::ode {
namespace {

// x + h sum_i weights_i k_i.
Rows moved(const Rows& x, Real h, const std::vector<Real>& weights, const std::vector<Rows>& k) {
    Rows y = x;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i] != 0) y += h * weights[i] * k[i];
    return y;
}

}  // namespace

const Tableau& euler() {
    static const Tableau method{.c = {0}, .a = {{}}, .b = {1}};
    return method;
}

const Tableau& heun() {
    static const Tableau method{.c = {0, 1}, .a = {{}, {1}}, .b = {0.5, 0.5}};
    return method;
}

const Tableau& midpoint() {
    static const Tableau method{.c = {0, 0.5}, .a = {{}, {0.5}}, .b = {0, 1}};
    return method;
}

const Tableau& rk4() {
    static const Tableau method{.c = {0, 0.5, 0.5, 1},
                                .a = {{}, {0.5}, {0, 0.5}, {0, 0, 1}},
                                .b = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6}};
    return method;
}

Rows runge_kutta_step(const Tableau& method, Field& u, const Rows& x, Real t, Real s) {
    std::vector<Rows> k;
    for (std::size_t i = 0; i < method.c.size(); ++i) {
        const Real at = method.c[i] == 1 ? s : t + method.c[i] * (s - t);
        k.push_back(u(moved(x, s - t, method.a[i], k), Vector({row_count(x)}, at)));
    }
    return moved(x, s - t, method.b, k);
}

}  // namespace drift::ode
