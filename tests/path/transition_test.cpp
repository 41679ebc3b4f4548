#include "path/transition.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "path/path.hpp"

using namespace drift::all;

namespace {

const char* const all_schedules[] = {"ve",     "vp-linear",    "vp-cosine", "vp-discrete",
                                     "sub-vp", "ve-geometric", "edm",       "linear"};

bool close(Real a, Real b) { return std::abs(a - b) <= 1e-11 * (std::abs(a) + std::abs(b)) + 1e-15; }

}  // namespace

TEST_CASE("transitions lead from one law of the path to the other and compose") {
    for (const char* spec : all_schedules) {
        const std::vector<Scales> at = scales(*make_schedule(spec), std::vector<Real>{0, 0.13, 0.5, 0.97});
        CAPTURE(spec);
        for (std::size_t r = 0; r < at.size(); ++r)
            for (std::size_t s = r + 1; s < at.size(); ++s) {
                const Transition step(at[r], at[s]);
                CHECK(close(step.keep * at[r].alpha, at[s].alpha));
                CHECK(close(std::pow(step.keep * at[r].sigma, 2) + step.add * step.add,
                            at[s].sigma * at[s].sigma));
                for (std::size_t t = s + 1; t < at.size(); ++t) {
                    const Transition next(at[s], at[t]), whole(at[r], at[t]);
                    CHECK(close(next.keep * step.keep, whole.keep));
                    CHECK(close(std::hypot(next.keep * step.add, next.add), whole.add));
                }
            }
    }
}

// p(x_s | x_t, x0) is proportional to p(x_t | x_s) p(x_s | x0): precisions add up, and so do the means times them.
TEST_CASE("the posterior of a transition is Bayes'") {
    for (const char* spec : all_schedules) {
        const std::vector<Scales> at = scales(*make_schedule(spec), std::vector<Real>{0.02, 0.13, 0.5, 0.97});
        CAPTURE(spec);
        for (std::size_t k = 0; k < at.size(); ++k)
            for (std::size_t l = k + 1; l < at.size(); ++l) {
                const Scales &s = at[k], &t = at[l];
                const Transition step(s, t);
                const Posterior found(s, t);
                const Real prior = 1 / (s.sigma * s.sigma), likelihood = step.keep / (step.add * step.add),
                           variance = 1 / (prior + step.keep * likelihood);
                CHECK(close(found.std * found.std, variance));
                CHECK(close(found.of_x0, variance * prior * s.alpha));
                CHECK(close(found.of_x, variance * likelihood));
            }
    }
}

TEST_CASE("at the ends of a path transition and posterior are their limits") {
    for (const char* spec : {"vp-cosine", "linear"}) {
        const auto schedule = make_schedule(spec);
        const Scales data = schedule->at(0), middle = schedule->at(0.5), noise = schedule->at(1);
        CAPTURE(spec);
        CHECK(new_noise_fraction(data, middle) == 1);
        CHECK(new_noise_fraction(middle, noise) == 1);
        CHECK(new_noise_fraction(data, noise) == 1);
        const Posterior to_data(data, middle);  // it is x0
        CHECK(to_data.of_x0 == data.alpha);
        CHECK(to_data.of_x == 0);
        CHECK(to_data.std == 0);
        const Posterior from_noise(middle, noise);  // it forgets x
        CHECK(from_noise.of_x0 == middle.alpha);
        CHECK(from_noise.of_x == 0);
        CHECK(from_noise.std == middle.sigma);
        CHECK(Transition(middle, noise).add == noise.sigma);
    }
}

TEST_CASE("what a transition adds to x / alpha is what it adds to x") {
    for (const char* spec : all_schedules) {
        const auto schedule = make_schedule(spec);
        const Scales s = schedule->at(0.2), t = schedule->at(0.7);
        CAPTURE(spec);
        CHECK(close(t.alpha * added_to_ratio(s, t), Transition(s, t).add));
        CHECK(added_to_ratio(t, s) == 0);
    }
}
