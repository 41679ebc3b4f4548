#include "network/train_state.hpp"

#include <doctest/doctest.h>

#include "distance.hpp"

using namespace drift::all;

TEST_CASE("a moving average follows the parameters, and equals them when its decay is 0") {
    TrainState state(Floats(100, 2.0F), make_optimizer("adam"), 1);
    state.parameters.assign(100, 3.1F);
    state.update_ema(state.average, 0.75, 0, 100);
    state.update_ema(state.powers[0], 0, 0, 100);
    CHECK(distance(state.average, Floats(100, 2.275F)) < 1e-6);
    CHECK(state.powers[0] == state.parameters);
}

TEST_CASE("an update of a range of parameters leaves the others as they were") {
    for (const char* spec : {"adam", "adamw", "sgd"}) {
        CAPTURE(spec);
        const Optimizer optimizer = make_optimizer(spec);
        TrainState state(Floats(50, 1.0F), optimizer, 0), whole = state;
        const Floats gradient(50, 0.5F);
        const float* gradients[] = {gradient.data()};
        state.update(optimizer, 1, 0.1, 1, 10, 20, gradients);
        whole.update(optimizer, 1, 0.1, 1, 0, 50, gradients);
        for (std::size_t i = 0; i < 50; ++i)
            CHECK(state.parameters[i] == (i < 10 || i >= 30 ? 1.0F : whole.parameters[i]));
        CHECK(whole.parameters[0] != 1.0F);
    }
}
