// Nakkiran et al. (2024), section 3: DDIM beside DDPM, step by step with the exact model, on x_t = x0 + sigma_q
// sqrt(t) eps from t = 1 to 0.
#include <cmath>

#include "exact/mixture_model.hpp"
#include "metric/claims/sections.hpp"
#include "solver/ddim.hpp"
#include "solver/ddpm.hpp"

namespace drift::metric {
namespace {

using Step = Rows (*)(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s);

Rows ddim_step(const Rows& x, const Rows& x0_hat, const Rows&, const Scales& t, const Scales& s) {
    return ddim(x, x0_hat, t, s);
}
Rows ddpm_step(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s) {
    return ddpm(x, x0_hat, z, t, s, Variance::large);
}
Rows ddpm_small_step(const Rows& x, const Rows& x0_hat, const Rows& z, const Scales& t, const Scales& s) {
    return ddpm(x, x0_hat, z, t, s, Variance::small);
}

// Euler's method in u = sqrt(t) for the linear flow dx/du = (x - x0_hat) / u.
Rows linear_flow_step(const Rows& x, const Rows& x0_hat, const Rows&, const Scales& t, const Scales& s) {
    return x + (s.sigma - t.sigma) / t.sigma * (x - x0_hat);
}

// x (n, 1) at t = 1 moved to 0 in so many steps, of t or, on a quadratic grid, of sqrt(t). Row i has the unit
// draw z = 1 in step i - first_draw, else none.
Rows moved(const Model& model, Rows x, std::size_t steps, Step step, bool quadratic = false,
           std::size_t first_draw = 1) {
    const auto denoise = model.denoiser(row_count(x), {});
    const auto time = [&](std::size_t k) {
        const Real part = static_cast<Real>(steps - k) / static_cast<Real>(steps);
        return quadratic ? part * part : part;
    };
    for (std::size_t k = 0; k < steps; ++k) {
        const Rows x0_hat = (*denoise)(x, Vector({row_count(x)}, time(k)));
        Rows z = zeros(row_count(x), 1);
        if (first_draw + k < row_count(x)) z(first_draw + k, 0) = 1;
        x = step(x, x0_hat, z, model.schedule().at(time(k)), model.schedule().at(time(k + 1)));
    }
    return x;
}

// On N(1.5, std^2) with sigma_q = 1 a solver is affine: x_0 = offset + slope x_1 + noise.
struct Affine {
    Real slope, noise;  // the variance of the noise
    Real start;         // the variance of x_1

    Affine(Real std, std::size_t steps, Step step) : noise(0), start(std * std + 1) {
        const MixtureModel model(Mixture{{1.0}, {{1.5}}, {{std * std}}, {}, {}},
                                 make_schedule("ve:sigma_q=1"));
        Rows x = zeros(2 + steps, 1);
        x(1, 0) = 1;
        x = moved(model, x, steps, step, false, 2);
        slope = x(1, 0) - x(0, 0);
        for (std::size_t k = 0; k < steps; ++k) noise += std::pow(x(2 + k, 0) - x(0, 0), 2);
    }

    Real variance() const { return slope * slope * start + noise; }
    Real correlation() const { return std::sqrt(slope * slope * start / variance()); }  // of x_0 with x_1
};

// Where a start ends that is moved towards the points -1 and 1, sigma_q = 3.
Real end_at_two_points(Real start, std::size_t steps, Step step, bool quadratic) {
    const MixtureModel model(Mixture{{0.5, 0.5}, {{-1.0}, {1.0}}, {{0.0}, {0.0}}, {}, {}},
                             make_schedule("ve:sigma_q=3"));
    return moved(model, Rows{{start}}, steps, step, quadratic)(0, 0);
}

}  // namespace

std::vector<Claim> a_ddim() {
    constexpr Real digits = 5.1e-9;  // of numbers printed to eight places
    const std::string paper = "arXiv:2406.08929, ";
    std::vector<Claim> all;
    const auto add = [&all](const std::vector<Claim>& more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    add(numbered(
        "N9", "DDPM on Gaussian data reaches its variance with an error of order 1/T",
        "V' = (1 - a)^2 V + sigma_q^2 dt, a = sigma_q^2 dt / (s^2 + sigma_q^2 t)",
        paper + "section 2, Pseudocode 2",
        {{"s = 0.5, T = 10", .30442033, digits, [] { return Affine(0.5, 10, ddpm_step).variance(); }},
         {"s = 0.5, T = 80", .25610328, digits, [] { return Affine(0.5, 80, ddpm_step).variance(); }},
         {"s = 1, T = 10", 1.03895513, digits, [] { return Affine(1, 10, ddpm_step).variance(); }},
         {"s = 1, T = 80", 1.00471029, digits, [] { return Affine(1, 80, ddpm_step).variance(); }}}));
    add(numbered(
        "N23", "with the variance of data at a point instead it comes from below",
        "Var = sigma_q^2 dt (t - dt)/t", paper + "section 2, footnotes on the variance",
        {{"s = 0.5, T = 10", .15544243, digits, [] { return Affine(0.5, 10, ddpm_small_step).variance(); }},
         {"s = 0.5, T = 80", .22074803, digits,
          [] { return Affine(0.5, 80, ddpm_small_step).variance(); }}}));
    add(numbered("N11", "DDIM on Gaussian data is linear, and its slope tends to s / sqrt(s^2 + sigma_q^2)",
                 "x_0 - m = prod_k (1 - lambda_k a_k) (x_1 - m) -> .44721360 (x_1 - m)",
                 paper + "section 3, Claim 3",
                 {{"T = 10", .36851292, digits, [] { return Affine(0.5, 10, ddim_step).slope; }},
                  {"T = 20", .39890922, digits, [] { return Affine(0.5, 20, ddim_step).slope; }},
                  {"T = 40", .41871102, digits, [] { return Affine(0.5, 40, ddim_step).slope; }},
                  {"T = 80", .43085409, digits, [] { return Affine(0.5, 80, ddim_step).slope; }},
                  {"T = 640", .44441242, digits, [] { return Affine(0.5, 640, ddim_step).slope; }}}));
    add(numbered("N18", "DDIM at times t is Euler's method for the linear flow at times sqrt(t)",
                 "y_t = z_sqrt(t)", paper + "Claim 4 and appendix B.7",
                 {{"DDIM, points -1 and 1, sigma_q = 3, T = 50, from 2.3", 0.9999760363678418, 1e-14,
                   [] { return end_at_two_points(2.3, 50, ddim_step, false); }},
                  {"the linear flow", 0.9999760363678418, 1e-14,
                   [] { return end_at_two_points(2.3, 50, linear_flow_step, false); }}}));
    add(numbered(
        "N22", "DDPM forgets where it began, DDIM does not",
        "corr(x_0, x_1) = s^2 / sqrt(V_0 (s^2 + sigma_q^2)) of DDPM, 1 of DDIM", paper + "section 3.6",
        {{"DDPM, T = 10", .40527347, digits, [] { return Affine(0.5, 10, ddpm_step).correlation(); }},
         {"DDPM, T = 20", .42590584, digits, [] { return Affine(0.5, 20, ddpm_step).correlation(); }},
         {"DDPM, T = 40", .43650853, digits, [] { return Affine(0.5, 40, ddpm_step).correlation(); }},
         {"DDPM, T = 80", .44185262, digits, [] { return Affine(0.5, 80, ddpm_step).correlation(); }},
         {"slope of E[x_0 | x_1], T = 20", 0.2, 1e-13, [] { return Affine(0.5, 20, ddpm_step).slope; }},
         {"DDIM, T = 20", 1, 1e-14, [] { return Affine(0.5, 20, ddim_step).correlation(); }}}));
    add(numbered(
        "N25", "DDIM with the exact model of a training set ends at its points", "x_0 in {-1, 1}",
        paper + "section 3.7",
        {{"sigma_q = 3, quadratic grid, from 0.5, T = 10", .99986063, digits,
          [] { return end_at_two_points(0.5, 10, ddim_step, true); }},
         {"from 0.5, T = 20", 1, 1e-9, [] { return end_at_two_points(0.5, 20, ddim_step, true); }},
         {"from 0.01, T = 5", .01181387, digits, [] { return end_at_two_points(0.01, 5, ddim_step, true); }},
         {"from 0.01, T = 10", .10758057, digits,
          [] { return end_at_two_points(0.01, 10, ddim_step, true); }},
         {"from 0.01, T = 20", .99995041, digits,
          [] { return end_at_two_points(0.01, 20, ddim_step, true); }}}));
    return all;
}

}  // namespace drift::metric
