#include "model/probability_flow.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"
#include "exact/empirical_model.hpp"
#include "exact/mixture_model.hpp"
#include "sampler/runs.hpp"

using namespace drift::all;

// x_t has mean alpha m and variance V = alpha^2 s^2 + sigma^2, and x - alpha m scales with sqrt(V):
//     u = alpha' m + V' / (2 V) (x - alpha m),   V' / 2 = alpha alpha' s^2 + sigma sigma'.
TEST_CASE("the probability flow of a Gaussian has its closed form on every schedule") {
    const Real m = 1.5, s = 0.7;
    for (const std::string schedule :
         {"vp-linear", "vp-cosine", "sub-vp", "ve", "ve-geometric", "edm", "linear"}) {
        const MixtureModel model(gaussian(m, s), schedule_of(schedule));
        const auto denoise = model.denoiser(3, {});
        ProbabilityFlow u(*denoise, model.schedule());
        const Rows x = rows({{-1}, {0.3}, {2}});
        const Vector t{0.1, 0.1, 0.9};
        const Rows found = u(x, t);
        for (std::size_t i = 0; i < 3; ++i) {
            const Scales at = model.schedule().at(t(i));
            const Real half = at.alpha * at.alpha_dot * s * s + at.sigma * at.sigma_dot,
                       variance = at.alpha * at.alpha * s * s + at.sigma * at.sigma;
            const Real expected = at.alpha_dot * m + half / variance * (x(i, 0) - at.alpha * m);
            CAPTURE(schedule);
            CHECK(std::abs(found(i, 0) - expected) < 1e-12 * (1 + std::abs(expected)));
            const Rows x0_hat = (*denoise)(x, Vector({3}, t(i)));
            CHECK(velocity(x, x0_hat, at)(i, 0) == found(i, 0));
        }
    }
}

// Central differences with steps of 1e-5 err by about 1e-10 of the third derivative.
TEST_CASE("the flow's vector-Jacobian products are its central differences") {
    const Rows points = Random(5, "points").normal_rows(0, 40, 3);
    const EmpiricalModel empirical(points, {}, {3}, schedule_of("vp-cosine"));
    const MixtureModel mixture = ring8("ve");
    for (const Model* model : {static_cast<const Model*>(&empirical), static_cast<const Model*>(&mixture)}) {
        const std::size_t n = 4, d = model->dimension();
        const auto denoise = model->denoiser(n, {});
        ProbabilityFlow u(*denoise, model->schedule());
        const Rows x = Random(6, "x").normal_rows(0, n, d);
        const Vector t{0.2, 0.5, 0.5, 0.9};
        const std::vector<Rows> w{Random(7, "w").normal_rows(0, n, d), Random(8, "w").normal_rows(0, n, d)};
        std::vector<Rows> products;
        CHECK(distance(u.vjp(x, t, w, products), u(x, t)) < 1e-12);
        REQUIRE(products.size() == 2);
        const Real h = 1e-5;
        for (std::size_t j = 0; j < d; ++j) {
            Rows up = x, down = x;
            xt::view(up, xt::all(), j) += h, xt::view(down, xt::all(), j) -= h;
            const Rows slope = (u(up, t) - u(down, t)) / (2 * h);
            for (std::size_t k = 0; k < w.size(); ++k)
                for (std::size_t i = 0; i < n; ++i) {
                    Real product = 0;
                    for (std::size_t c = 0; c < d; ++c) product += w[k](i, c) * slope(i, c);
                    CHECK(std::abs(products[k](i, j) - product) < 1e-6);
                }
        }
    }
}
