#include "path/schedule.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "io/npy.hpp"
#include "path/discrete.hpp"
#include "path/prediction.hpp"

using namespace drift::all;

namespace {

// Every schedule with its defaults, and some with other settings.
const std::vector<std::string> specs = [] {
    std::vector<std::string> all{"ve:sigma_q=30",
                                 "vp-linear:beta_min=2,beta_max=2",
                                 "vp-cosine:s=0",
                                 "vp-discrete:betas=scaled-linear",
                                 "vp-discrete:betas=quadratic,n=50",
                                 "vp-discrete:betas=cosine,n=100",
                                 "vp-discrete:betas=sigmoid",
                                 "vp-discrete:zero_snr=yes"};
    for (const std::string& name : schedules().names()) all.push_back(name);
    return all;
}();

// Times away from the knots of the discrete chains, towards both ends.
const std::vector<Real> times{1.3e-5, 1.234e-3, 0.0321, 0.1505,  0.3003,
                              0.5007, 0.7123,   0.9003, 0.98765, 0.999513};

bool near(Real a, Real b, Real relative, Real absolute = 0) {
    return std::abs(a - b) <= absolute + relative * std::abs(b);
}

}  // namespace

// Four-point central differences: error of the order h^4 f'''''/30 + rounding / h, with h a hundredth of the
// way to the nearest end or knot, where the functions are smooth on the scale of that way.
TEST_CASE("the derivatives of a schedule agree with central differences") {
    for (const std::string& spec : specs) {
        const auto schedule = make_schedule(spec);
        for (const Real t : times) {
            const Real knots = spec.starts_with("vp-discrete") ? 1e-6 : 1;
            const Real h = 0.004 * std::min({t, 1 - t, knots * 100});
            const auto slope = [&](Real Scales::*member) {
                const auto at = [&](Real s) { return schedule->at(s).*member; };
                return (8 * (at(t + h) - at(t - h)) - (at(t + 2 * h) - at(t - 2 * h))) / (12 * h);
            };
            const Scales at = schedule->at(t);
            CAPTURE(spec);
            CAPTURE(t);
            CHECK(near(at.alpha_dot, slope(&Scales::alpha), 1e-7, 2e-15 / h));
            CHECK(near(at.sigma_dot, slope(&Scales::sigma), 1e-7, 2e-15 * at.sigma / h));
            CHECK(near(at.variance_dot, 2 * at.sigma * at.sigma_dot, 1e-13));
            const Real lambda_dot = at.alpha_dot / at.alpha - at.sigma_dot / at.sigma;
            CHECK(near(lambda_dot, slope(&Scales::lambda), 1e-7, 2e-15 * (1 + std::abs(at.lambda)) / h));
            CHECK(near(at.g2(), -2 * at.sigma * at.sigma * lambda_dot, 1e-12));  // g^2 = -2 sigma^2 lambda'
        }
    }
}

// lambda is known to about 1e-16 |lambda|, so t to that over lambda'; 1e-13
// relative leaves room for both ends.
TEST_CASE("the time of lambda(t) is t") {
    for (const std::string& spec : specs) {
        const auto schedule = make_schedule(spec);
        for (const Real t : times) {
            const Scales at = schedule->at(t);
            const Real lambda_dot = at.alpha_dot / at.alpha - at.sigma_dot / at.sigma;
            CAPTURE(spec);
            CAPTURE(t);
            CHECK(near(schedule->time(at.lambda), t, 4e-15,
                       1e-15 * (1 + std::abs(at.lambda)) / std::abs(lambda_dot)));
        }
        CHECK(schedule->time(schedule->at(0).lambda) == 0);
        CHECK(schedule->time(schedule->at(1).lambda) == doctest::Approx(1).epsilon(1e-14));
    }
}

TEST_CASE("data have no noise at t = 0, and the start of ve-geometric is sigma_min") {
    for (const std::string& spec : specs) {
        const Scales at = make_schedule(spec)->at(0);
        CAPTURE(spec);
        CHECK(at.alpha == doctest::Approx(1).epsilon(1e-15));
        CHECK(at.sigma == doctest::Approx(spec == "ve-geometric" ? 0.01 : 0).epsilon(1e-15));
        CHECK(at.lambda == (spec == "ve-geometric" ? -std::log(0.01) : INFINITY));
        CHECK(std::isfinite(at.f()));
        CHECK(std::isfinite(at.g2()));
        CHECK(at.sigma_dot > 0);
    }
}

// Computed with 40 digits.
TEST_CASE("schedules have their known values at t = 0.3") {
    struct Known {
        std::string spec;
        Real alpha, sigma, f, g2;
    };
    for (const Known& known : {Known{"vp-linear", .6295500003, .7769599713, -3.035, 6.07},
                               Known{"sub-vp", .6295500003, .6036667971, -3.035, 5.1165243530},
                               Known{"vp-cosine:s=0", .8910065242, .4539904997, -.8003607045, 1.6007214089},
                               Known{"vp-cosine", .8870797659, .4616161705, -.8112150901, 1.6224301803},
                               Known{"ve-geometric", 1, .1287333294, 0, .2822984519},
                               Known{"linear", .7, .3, -1.4285714286, .8571428571},
                               Known{"ve", 1, 3 * std::sqrt(.3), 0, 9}, Known{"edm", 1, 24, 0, 3840}}) {
        const Scales at = make_schedule(known.spec)->at(0.3);
        CAPTURE(known.spec);
        CHECK(near(at.alpha, known.alpha, 0, 5.1e-11));
        CHECK(near(at.sigma, known.sigma, 0, 5.1e-11));
        CHECK(near(at.f(), known.f, 0, 5.1e-11));
        CHECK(near(at.g2(), known.g2, 0, 5.1e-11));
    }
    CHECK(near(make_schedule("vp-discrete")->at(1).alpha, .0063528181, 0, 5.1e-11));
    CHECK(near(make_schedule("vp-linear")->at(1).alpha, std::exp(-5.025), 1e-14));
}

// Columns t, alpha, sigma, lambda, f, g^2 at 41 times from 0.001 to 0.999, computed with 40 digits.
TEST_CASE("schedules agree with forty-digit arithmetic") {
    for (const char* spec : {"ve:sigma_q=1", "vp-linear", "vp-cosine", "sub-vp", "ve-geometric", "linear"}) {
        const auto schedule = make_schedule(spec);
        const Rows known = npy::read_rows(DRIFT_TESTS "/reference/schedule/" + schedule->name() + ".npy");
        REQUIRE(row_count(known) == 41);
        for (std::size_t i = 0; i < 41; ++i) {
            const Scales at = schedule->at(known(i, 0));
            const Real values[] = {at.alpha, at.sigma, at.lambda, at.f(), at.g2()};
            CAPTURE(spec);
            CAPTURE(at.t);
            for (std::size_t j = 0; j < 5; ++j) CHECK(near(values[j], known(i, 1 + j), 1e-11, 1e-12));
        }
    }
}

TEST_CASE("the discrete schedule passes through its chain's products") {
    for (const std::string sequence : {"linear", "scaled-linear", "quadratic", "cosine", "sigmoid"}) {
        const std::size_t n = 200;
        const auto schedule = make_schedule("vp-discrete:n=200,betas=" + sequence);
        Real abar = 1;
        std::size_t k = 0;
        for (const Real beta : betas(sequence, n)) {
            abar *= 1 - beta;
            const Scales at = schedule->at(static_cast<Real>(++k) / n);
            CHECK(near(at.alpha * at.alpha, abar, 1e-12));
            CHECK(near(at.alpha * at.alpha + at.sigma * at.sigma, 1, 1e-15));
        }
    }
    CHECK(betas("linear", 1000).front() == doctest::Approx(1e-4).epsilon(1e-14));
    CHECK(betas("scaled-linear", 1000).back() == doctest::Approx(0.012).epsilon(1e-14));
    CHECK(betas("cosine", 1000).back() == 0.999);
    CHECK(betas("sigmoid", 1000)[499] + betas("sigmoid", 1000)[500] ==
          doctest::Approx(0.0201).epsilon(1e-13));
}

// Algorithm 1 of Lin, Liu, Li, Yang (2023), arXiv:2305.08891, on betas that are stated in decimals, with 40 digits.
TEST_CASE("a chain rescaled to zero terminal SNR begins as before and ends without signal") {
    struct Known {
        std::string betas;
        Real first, middle, last;  // alpha^2 after 1, 500 and 999 steps
    };
    for (const Known& known : {Known{"linear", 0.9999, 0.0760287505471147, 4.213262465088e-09},
                               Known{"scaled-linear", 0.99915, 0.2423591665561453, 1.967888056621e-07}}) {
        const auto schedule = make_schedule("vp-discrete:zero_snr=yes,betas=" + known.betas);
        const auto abar = [&](Real k) { return std::pow(schedule->at(k / 1000).alpha, 2); };
        CHECK(near(abar(1), known.first, 1e-13));
        CHECK(near(abar(500), known.middle, 1e-12));
        CHECK(near(abar(999), known.last, 1e-9));
        const Scales end = schedule->at(1);
        CHECK(end.alpha == 0);
        CHECK(end.sigma == 1);
        CHECK(end.lambda == -INFINITY);
        CHECK(std::isfinite(end.alpha_dot));
        CHECK(end.sigma_dot == 0);
        CHECK(schedule->last_time(true) == doctest::Approx(0.999).epsilon(1e-15));
        CHECK(schedule->last_time(false) == 1);
    }
    CHECK(make_schedule("vp-discrete")->last_time(true) == 1);
    CHECK_THROWS_AS(make_schedule("vp-discrete:n=1,zero_snr=yes"), UsageError);
}

TEST_CASE("noise cannot be predicted where a chain begins without signal") {
    const auto chain = make_schedule("vp-discrete:zero_snr=yes");
    for (const char* name : {"eps", "score"})
        CHECK_THROWS_WITH_AS(check_path(make_prediction(name), *chain), doctest::Contains("predict v or x0"),
                             UsageError);
    for (const char* name : {"v", "x0", "velocity", "edm"}) check_path(make_prediction(name), *chain);
    check_path(make_prediction("eps"), *make_schedule("vp-discrete"));
}

// sigma / alpha says all about a Gaussian path up to scale.
TEST_CASE("a variance preserving path divided by alpha is the exploding one of equal lambda") {
    const auto vp = make_schedule("vp-linear"), ve = make_schedule("ve:sigma_q=200");
    for (const Real t : times) {
        const Scales a = vp->at(t), b = ve->at(ve->time(a.lambda));
        CHECK(near(b.sigma, a.sigma / a.alpha, 1e-14));
    }
}

TEST_CASE("a wrong schedule is refused with its name, key or range") {
    CHECK_THROWS_WITH_AS(make_schedule("vp-linar"), doctest::Contains("did you mean 'vp-linear'"),
                         UsageError);
    CHECK_THROWS_WITH_AS(make_schedule("ve:sigma=1"), doctest::Contains("sigma_q"), UsageError);
    CHECK_THROWS_AS(make_schedule("ve:sigma_q=nan"), UsageError);
    CHECK_THROWS_AS(make_schedule("vp-linear:beta_min=5,beta_max=1"), UsageError);
    CHECK_THROWS_AS(make_schedule("ve-geometric:sigma_min=5,sigma_max=5"), UsageError);
    CHECK_THROWS_WITH_AS(make_schedule("vp-discrete:n=10"), doctest::Contains("too few steps"), UsageError);
    CHECK_THROWS_WITH_AS(make_schedule("ve")->time(-4), doctest::Contains("has no time"), Error);
    CHECK(make_schedule("sub-vp")->spec() == "sub-vp:beta_min=0.1,beta_max=20");
    CHECK(make_schedule("vp-cosine:s=0.1")->name() == "vp-cosine");
}

TEST_CASE("every schedule can be made with its defaults and named again by its spec") {
    for (const std::string& name : schedules().names()) {
        const std::string spec = make_schedule(name)->spec();
        CHECK(make_schedule(name)->name() == name);
        CHECK(make_schedule(spec)->spec() == spec);
    }
}

TEST_CASE("solvers start where lambda is finite if they need it") {
    for (const std::string& spec : specs) {
        const auto schedule = make_schedule(spec);
        CHECK(std::isfinite(schedule->at(schedule->last_time(true)).lambda));
    }
    CHECK(make_schedule("linear")->last_time(false) == 1);
    CHECK(make_schedule("linear")->last_time(true) == 0.999);
    CHECK(make_schedule("vp-cosine")->last_time(false) == 0.9946);
    CHECK(make_schedule("ve")->last_time(true) == 1);
}

TEST_CASE("beta is the chain's at its steps, the rate -2 f in continuous time, and absent elsewhere") {
    const auto chain = make_schedule("vp-discrete:n=100,betas=quadratic");
    const std::vector<Real> expected = betas("quadratic", 100);
    CHECK(!chain->beta(0));
    for (std::size_t k = 1; k <= 100; ++k) {
        CHECK(chain->beta(static_cast<Real>(k) / 100) == expected[k - 1]);
        CHECK(chain->beta((static_cast<Real>(k) - 0.5) / 100) == expected[k - 1]);
    }
    CHECK(make_schedule("vp-linear")->beta(0.25).value() == doctest::Approx(0.1 + 19.9 / 4).epsilon(1e-12));
    for (const char* spec : {"vp-linear", "vp-cosine", "sub-vp"})
        for (const Real t : times)
            CHECK(near(make_schedule(spec)->beta(t).value(), -2 * make_schedule(spec)->at(t).f(), 1e-12));
    for (const char* spec : {"linear", "ve", "ve-geometric", "edm"}) CHECK(!make_schedule(spec)->beta(0.5));
}
