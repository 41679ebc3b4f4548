#include "train/weight.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.hpp"
#include "model/preconditioning.hpp"

using namespace drift::all;

namespace {

// The factor between the loss of a prediction and that of x0, by the definitions of the predictions.
Real loss_ratio(const Prediction& prediction, const Scales& at) {
    const Real a = at.alpha, s = at.sigma, power = a * a + s * s;
    switch (prediction.kind) {
        case Prediction::x0:
            return 1;
        case Prediction::eps:
            return a * a / (s * s);
        case Prediction::score:
            return a * a / (s * s * s * s);
        case Prediction::v:
            return power * power / (s * s);
        case Prediction::velocity:
            return std::pow((a * at.sigma_dot - at.alpha_dot * s) / s, 2);
        case Prediction::edm:
            return power / (s * s);
        case Prediction::previous:
            return std::pow(prediction.dt / at.t, 2);
    }
    return 0;
}

Scales scales_of(Real alpha, Real sigma) {
    Scales at{};
    at.t = 0.5, at.alpha = alpha, at.sigma = sigma;
    return at;
}

}  // namespace

// N27: 2000 draws of a schedule, a time, a pair and an error of x0. The differences of predictions lose at
// most 1e5 times their rounding at these times.
TEST_CASE("the losses of all predictions map onto each other, and a weight is the same on each") {
    const std::vector<std::string> paths{"ve:sigma_q=3", "vp-linear", "vp-cosine", "sub-vp", "edm", "linear"};
    const Random random(7, "weights");
    const auto others = static_cast<std::uint32_t>(weights().entries.size() - 1);
    for (std::uint64_t i = 0; i < 2000; ++i) {
        std::array<float, 3> normal{};
        random.normals(i, 0, normal);
        const std::string& path = paths[random.index(i, 1, 6)];
        const std::string& entry = weights().entries[1 + random.index(i, 2, others)].name;  // not uniform
        const Real t = 0.05 + 0.9 * random.index(i, 3, 1000) / 1000;
        const Scales at = make_schedule(path)->at(t);
        const Real x0 = normal[0], eps = normal[1], off = std::copysign(0.1, normal[2]) + normal[2];
        const Real eps_off = -at.alpha / at.sigma * off;  // of (x - alpha x0_hat) / sigma
        const Weight weight = make_weight(entry);
        const Real expected = weight(at) * off * off;
        std::vector<Prediction> kinds{Prediction::x0,    Prediction::eps,      Prediction::v,
                                      Prediction::score, Prediction::velocity, Prediction::edm};
        if (path[0] == 'v' && path[1] == 'e') kinds.emplace_back(Prediction::previous, 0.05);
        for (const Prediction& kind : kinds) {
            const Target y = target(kind, at);
            const Real said = y.of_x0 * (x0 + off) + y.of_eps * (eps + eps_off);
            const Real error = said - (y.of_x0 * x0 + y.of_eps * eps), out = preconditioning(kind, at).out;
            CAPTURE(path);
            CAPTURE(entry);
            CAPTURE(t);
            CAPTURE(name(kind));
            CHECK(error * error == doctest::Approx(loss_ratio(kind, at) * off * off).epsilon(1e-9));
            CHECK(prediction_weight(weight, kind, at) * error * error ==
                  doctest::Approx(expected).epsilon(1e-9));
            CHECK(network_weight(weight, kind, at) * std::pow(error / out, 2) ==
                  doctest::Approx(expected).epsilon(1e-9));
        }
    }
}

// Hang et al. (2023), arXiv:2303.09556, and its authors' code.
TEST_CASE("min-snr is min(SNR, 5) / SNR on eps, min(SNR, 5) on x0 and min(SNR, 5) / (SNR + 1) on v") {
    const Weight weight = make_weight("min-snr");
    const Scales low = scales_of(0.6, 0.8), high = scales_of(0.96, 0.28);
    const auto on = [&](Prediction kind, const Scales& at) { return prediction_weight(weight, kind, at); };
    CHECK(on(Prediction::eps, low) == doctest::Approx(1).epsilon(1e-14));
    CHECK(on(Prediction::x0, low) == doctest::Approx(0.5625).epsilon(1e-14));
    CHECK(on(Prediction::v, low) == doctest::Approx(0.36).epsilon(1e-14));
    CHECK(std::abs(on(Prediction::eps, high) - 0.4253472222) < 5e-11);
    CHECK(on(Prediction::x0, high) == 5);
    CHECK(on(Prediction::v, high) == doctest::Approx(0.392).epsilon(1e-14));
    CHECK(make_weight("min-snr:gamma=2")(high) == 2);
}

TEST_CASE("-SNR'/2 of elbo agrees with central differences, and is 1/(2t) on eps along ve") {
    const Weight weight = make_weight("elbo");
    const Real h = 1e-5;
    for (const std::string path : {"ve", "vp-linear", "vp-cosine", "sub-vp", "ve-geometric", "edm", "linear"})
        for (const Real t : {0.1, 0.45, 0.9}) {
            const auto schedule = make_schedule(path);
            const auto snr = [&](Real at) { return std::exp(2 * schedule->at(at).lambda); };
            CAPTURE(path);
            CAPTURE(t);
            // The third derivative leaves h^2 of the value, with factors of t^-2 and (1-t)^-2, below 1e-7.
            CHECK(weight(schedule->at(t)) ==
                  doctest::Approx(-(snr(t + h) - snr(t - h)) / (4 * h)).epsilon(1e-6));
        }
    const Scales at = make_schedule("ve:sigma_q=3")->at(0.2);
    CHECK(weight(at) == doctest::Approx(1 / (2 * 9 * 0.04)).epsilon(1e-14));
    CHECK(prediction_weight(weight, Prediction::eps, at) == doctest::Approx(1 / 0.4).epsilon(1e-14));
}

TEST_CASE(
    "some weights are 1 on a prediction: snr on eps, constant on x0, edm on edm, p2 with gamma = 0 on eps") {
    for (const std::string path : {"vp-linear", "ve", "linear"}) {
        const Scales at = make_schedule(path)->at(0.3);
        const auto on = [&](const std::string& weight, Prediction kind) {
            return network_weight(make_weight(weight), kind, at);
        };
        CHECK(on("snr", Prediction::eps) == doctest::Approx(1).epsilon(1e-13));
        CHECK(on("snr", Prediction::score) == doctest::Approx(1).epsilon(1e-13));  // in units of 1 / sigma
        CHECK(on("p2:gamma=0", Prediction::eps) == doctest::Approx(1).epsilon(1e-13));
        CHECK(on("constant", Prediction::x0) == 1);
        CHECK(on("edm", Prediction::edm) == doctest::Approx(1).epsilon(1e-13));
        CHECK(on("edm", Prediction::v) == doctest::Approx(1).epsilon(1e-13));
        CHECK(on("p2", Prediction::eps) ==
              doctest::Approx(on("soft-min-snr", Prediction::eps)).epsilon(1e-13));
        CHECK(on("uniform", Prediction::velocity) == 1);
    }
    const Scales at = make_schedule("vp-cosine")->at(0.7);
    CHECK(make_weight("inverse-variance")(at) == doctest::Approx(make_weight("edm")(at)).epsilon(1e-13));
    CHECK(make_weight("truncated-snr")(at) == 1);
}

// A factor that has a limit at an end of the path is that limit; the path is smooth there in t or in its root, so that at
// t = 1e-10 it is within 1e-4 of it. What has none is infinite or NaN, and grows without bound beside it.
TEST_CASE("weights at the ends of a path are their limits, and infinite only where they grow without bound") {
    std::size_t finite = 0, infinite = 0;
    for (const std::string path : {"ve:sigma_q=3", "vp-linear", "vp-cosine", "sub-vp", "edm", "linear"})
        for (const Entry& entry : weights().entries)
            for (const Prediction kind : {Prediction::x0, Prediction::eps, Prediction::v, Prediction::score,
                                          Prediction::velocity, Prediction::edm}) {
                const auto schedule = make_schedule(path);
                const Weight weight = make_weight(entry.name);
                const auto at = [&](Real t) { return network_weight(weight, kind, schedule->at(t)); };
                for (const Real end : {0.0, 1.0}) {
                    const auto beside = [&](Real far) { return at(end == 0 ? far : 1 - far); };
                    CAPTURE(path);
                    CAPTURE(entry.name);
                    CAPTURE(name(kind));
                    CAPTURE(end);
                    if (std::isfinite(at(end))) {
                        ++finite;
                        CHECK(std::abs(beside(1e-10) - at(end)) < 1e-4 * (1 + std::abs(at(end))));
                    } else {
                        ++infinite;
                        CHECK(beside(1e-10) > 30 * beside(1e-6));
                    }
                }
            }
    CHECK(finite > 300);
    CHECK(infinite > 50);
    const Scales clean = make_schedule("edm")->at(0);
    CHECK(network_weight(make_weight("edm"), Prediction::edm, clean) == 1);
    CHECK(network_weight(make_weight("snr"), Prediction::eps, clean) == 1);
    CHECK(network_weight(make_weight("soft-min-snr"), Prediction::eps, clean) == 0);
    CHECK(network_weight(make_weight("p2"), Prediction::v, clean) == 0);
    CHECK(!std::isfinite(network_weight(make_weight("snr"), Prediction::x0, clean)));
}
