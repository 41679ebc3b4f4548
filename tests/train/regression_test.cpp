#include "train/regression.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.hpp"
#include "model/preconditioning.hpp"
#include "train/regressions.hpp"

using namespace drift::all;

namespace {

// Two points on the line with the mean and variance of N(0, 1): a linear fit sees no more of the data.
const TrainingSet& unit_set() {
    static const TrainingSet set{{-1, 1}, 2, 1, {}, 0};
    return set;
}

// Weighted least squares F = c x over examples, and the standard deviation of c from the residuals.
struct Fit {
    Real xx = 0, xf = 0, ff = 0, n = 0;
    Real slope = 0, deviation = 0;
};

Fit fit(const std::vector<Examples>& all) {
    Fit fit;
    const auto each = [&](auto&& visit) {
        for (const Examples& part : all)
            for (std::size_t i = 0; i < part.t.size(); ++i)
                visit(Real{part.weight[i]} * part.importance_weight[i], Real{part.x[i]},
                      Real{part.target[i]});
    };
    each([&](Real w, Real x, Real f) {
        fit.xx += w * x * x, fit.xf += w * x * f, fit.ff += f * f, fit.n += 1;
    });
    fit.slope = fit.xf / fit.xx;
    Real squares = 0;
    each([&](Real w, Real x, Real f) { squares += std::pow(w * x * (f - fit.slope * x), 2); });
    fit.deviation = std::sqrt(squares) / fit.xx;
    return fit;
}

std::vector<Examples> drawn(const Regression& regression, std::size_t batches,
                            const LossHistory& history = {}) {
    std::vector<Examples> all(batches);
    for (std::size_t k = 0; k < batches; ++k) slice(regression, k + 1, 4000, 0, 4000, all[k], history);
    return all;
}

// E[w x F*] / E[w x^2] for E[x0^2] = E[eps^2] = 1 and t uniform, by the midpoint rule. What the step of
// `previous` adds to the target is not in x's past: its mean is the perfect answer's.
Real best_slope(const Regression& regression, const Schedule& schedule, const Prediction& kind,
                const std::string& weight) {
    Real xx = 0, xf = 0;
    const int n = 20000;
    for (int i = 0; i < n; ++i) {
        const Real t = regression.times().first() +
                       (regression.times().last() - regression.times().first()) * (i + 0.5) / n + kind.dt;
        const Scales at = schedule.at(t);
        const Target f = network_target(kind, at);
        const Real in = preconditioning(kind, at).in, w = network_weight(make_weight(weight), kind, at);
        xx += w * in * in * (at.alpha * at.alpha + at.sigma * at.sigma);
        xf += w * in * (f.of_x0 * at.alpha + f.of_eps * at.sigma);
    }
    return xf / xx;
}

// n draws at one time: the example in the middle of as many batches.
std::vector<Examples> drawn_at(const Regression& regression, Real t, std::size_t n) {
    std::vector<Examples> all(n);
    const auto place = static_cast<std::size_t>(t * 1e6);
    for (std::size_t k = 0; k < n; ++k) slice(regression, k + 1, 1'000'000, place, 1, all[k]);
    return all;
}

}  // namespace

// Within 5 standard deviations, taken from the residuals.
TEST_CASE("least squares on the drawn examples reaches the weighted objective's optimum in closed form" *
          doctest::test_suite("slow")) {
    for (const std::string path : {"ve:sigma_q=2", "vp-cosine", "linear"})
        for (const std::string weight : {"uniform", "constant", "min-snr", "soft-min-snr", "p2"}) {
            std::vector<Prediction> kinds{Prediction::x0,    Prediction::eps,      Prediction::v,
                                          Prediction::score, Prediction::velocity, Prediction::edm};
            if (path[1] == 'e') kinds.emplace_back(Prediction::previous, 0.1);
            for (const Prediction& kind : kinds) {
                const auto schedule = make_schedule(path);
                const Regression regression =
                    denoising(*schedule, kind, unit_set(), 3, 0, make_weight(weight));
                const Fit found = fit(drawn(regression, 10));
                CAPTURE(path);
                CAPTURE(weight);
                CAPTURE(name(kind));
                CHECK(std::abs(found.slope - best_slope(regression, *schedule, kind, weight)) <
                      5 * found.deviation + 1e-6);  // float32
            }
        }
}

TEST_CASE("times of importance change how often a time is seen, not the optimum") {
    const auto schedule = make_schedule("ve:sigma_q=2");
    const Regression regression =
        denoising(*schedule, Prediction::x0, unit_set(), 5, 0, make_weight("min-snr"),
                  make_time_law("importance:bins=10,kept=1"));
    LossHistory history = regression.times().history();
    std::vector<Real> places, losses;
    for (int b = 0; b < 10; ++b) places.push_back(0.1 * b + 0.05), losses.push_back(b < 5 ? 9 : 1);
    history.add(places, losses);
    const std::vector<Examples> all = drawn(regression, 20, history);
    Real early = 0, count = 0;
    for (const Examples& part : all)
        for (const Real u : part.u) early += u < 0.5, count += 1;
    CHECK(early / count == doctest::Approx(0.9).epsilon(0.001));
    const Fit found = fit(all);
    CHECK(std::abs(found.slope - best_slope(regression, *schedule, Prediction::x0, "min-snr")) <
          5 * found.deviation);
}

// N7: Nakkiran, Bradley, Zhou, Advani (2024), arXiv:2406.08929, section 2.3, with s = 1, sigma_q = 2, t =
// 0.5, dt = 0.01. Pseudocode 1 has E[x_(t-dt) | x_t] with variance sigma_q^2 dt (1 - a), Pseudocode 6 the
// same mean from x0 with (dt/t)^2 of the variance of x0. Both reach the oracle's slope 1/3 of x0 on x_t, the
// second with an error sqrt(148) times smaller. A sample variance of n draws is good to sqrt(2/n).
TEST_CASE("Pseudocode 1 and 6 estimate one mean, and the target of 6 has 148 times less variance") {
    const std::size_t n = 20000;
    const Real t = 0.5, dt = 0.01, spread = 5 * std::sqrt(2.0 / n);
    const auto schedule = make_schedule("ve:sigma_q=2");
    const Scales at = schedule->at(t);
    const auto judged = [&](const Prediction& kind) {
        const Regression regression = denoising(*schedule, kind, unit_set(), 1, 0);
        const Fit found = fit(drawn_at(regression, t - kind.dt, n));
        const ToX0 back = network_to_x0(kind, at);
        const Real gain = std::abs(back.of_y), in = preconditioning(kind, at).in;
        const Real slope = back.of_x + back.of_y * found.slope * in;
        const Real residual = (found.ff - found.slope * found.xf) / found.n;  // of F
        CAPTURE(name(kind));
        CHECK(std::abs(slope - 1 / 3.0) < 5 * gain * in * found.deviation);
        return residual * std::pow(gain * dt / t, 2);  // of x_(t-dt)
    };
    CHECK(judged({Prediction::previous, dt}) == doctest::Approx(0.0394667).epsilon(spread));
    CHECK(judged(Prediction::x0) == doctest::Approx(2.66667e-4).epsilon(spread));
    CHECK(judged(Prediction::v) == doctest::Approx(2.66667e-4).epsilon(spread));
}

TEST_CASE("previous sees x_(t+dt) at t + dt, in [dt, 1 + dt], with the variance of that time") {
    const auto schedule = make_schedule("ve:sigma_q=2");
    const Regression regression = denoising(*schedule, {Prediction::previous, 0.25}, unit_set(), 1, 0);
    Real squares = 0, most = 0, least = 2, n = 0;
    for (const Examples& part : drawn(regression, 10))
        for (std::size_t i = 0; i < part.t.size(); ++i) {
            most = std::max(most, Real{part.t[i]}), least = std::min(least, Real{part.t[i]});
            squares += std::pow(part.x[i], 2), n += 1;
        }
    CHECK(least >= 0.25);
    CHECK(most <= 1.25);
    CHECK(most - least > 0.999);
    CHECK(std::abs(squares / n - 1) < 5 * std::sqrt(2 / n));
    CHECK_THROWS_AS(denoising(*make_schedule("edm"), {Prediction::previous, 0.25}, unit_set(), 1, 0),
                    UsageError);
}

TEST_CASE(
    "times begin at 0 where weight and target are finite there, else at sigma / alpha = 0.001, and so at the "
    "end") {
    const auto begins = [](const std::string& path, Prediction kind, const std::string& weight) {
        const auto schedule = make_schedule(path);
        return denoising(*schedule, kind, unit_set(), 1, 0, make_weight(weight)).times().first();
    };
    CHECK(begins("vp-cosine", Prediction::v, "uniform") == 0);
    CHECK(begins("ve", Prediction::eps, "min-snr") == 0);
    CHECK(begins("ve", Prediction::x0, "snr") == doctest::Approx(1e-6 / 9).epsilon(1e-12));
    CHECK(begins("ve", Prediction::score, "uniform") == doctest::Approx(1e-6 / 9).epsilon(1e-12));
    CHECK(begins("ve", Prediction::velocity, "uniform") == doctest::Approx(1e-6 / 9).epsilon(1e-12));
    CHECK(begins("linear", Prediction::velocity, "uniform") == 0);
    CHECK(begins("edm", Prediction::edm, "edm") == 0);
    CHECK(begins("edm", Prediction::v, "p2") == 0);
    CHECK(begins("ve", Prediction::eps, "snr") == 0);
    CHECK(begins("vp-linear", Prediction::edm, "soft-min-snr") == 0);
    CHECK(begins("ve-geometric", Prediction::eps, "elbo") == 0);
    CHECK(begins("ve", {Prediction::previous, 0.1}, "elbo") == 0);  // the network's time is 0.1 there
    const auto schedule = make_schedule("linear");
    CHECK(denoising(*schedule, Prediction::eps, unit_set(), 1, 0).times().last() == 1);
    CHECK(denoising(*schedule, Prediction::eps, unit_set(), 1, 0, make_weight("min-snr")).times().last() ==
          1);
    CHECK(denoising(*schedule, Prediction::eps, unit_set(), 1, 0, make_weight("edm")).times().last() ==
          0.999);
}

TEST_CASE("every prediction, weight and law of times gives finite examples on every schedule") {
    for (const std::string path :
         {"ve", "vp-linear", "vp-cosine", "vp-discrete", "sub-vp", "ve-geometric", "edm", "linear"})
        for (const Entry& prediction : predictions().entries)
            for (const Entry& weight : weights().entries)
                for (const std::string& law : time_laws().names()) {
                    if (prediction.name == "previous" && path != "ve") continue;
                    const auto schedule = make_schedule(path);
                    const Regression regression =
                        denoising(*schedule, make_prediction(prediction.name), unit_set(), 2, 0,
                                  make_weight(weight.name), make_time_law(law));
                    Examples out;
                    slice(regression, 1, 64, 0, 64, out);
                    Real sum = 0;
                    for (std::size_t i = 0; i < 64; ++i)
                        sum += std::abs(out.x[i]) + std::abs(out.target[i]) + out.weight[i] +
                               out.importance_weight[i];
                    CAPTURE(path);
                    CAPTURE(prediction.name);
                    CAPTURE(weight.name);
                    CAPTURE(law);
                    CHECK(std::isfinite(sum));
                }
}
