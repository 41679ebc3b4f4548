#include "train/snapshots.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "distance.hpp"
#include "io/scratch.hpp"
#include "model/model_file.hpp"
#include "network/profile.hpp"
#include "train/training.hpp"

using namespace drift::all;

namespace {

TrainingSettings small(const std::string& average) {
    TrainingSettings settings;
    settings.steps = settings.trainer.rate.steps = 320;
    settings.trainer.batch = 32;
    settings.trainer.average = make_ema(average);
    settings.files.snapshot_every = 20;
    return settings;
}

TrainedModel trained(const TrainingSettings& settings) {
    TrainingData data{std::vector<float>(200), {2}, {}, "rows", ""};
    Random(4, "set").normal_rows(0, 100, 2, 0, data.rows.data());
    Recipe chosen;
    chosen.schedule = "vp-cosine", chosen.network = "mlp:width=8,depth=1";
    const Recipe recipe = recipe_for(data, chosen);
    ThreadPool pool(2);
    return run_training(
               recipe, training_set(std::move(data), recipe), std::nullopt, settings, pool,
               [](std::uint64_t, double) {}, [] { return false; })
        .model;
}

std::vector<std::string> files(const Folder& folder) {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "s")) all.push_back(entry.path());
    return all;
}

}  // namespace

// The error is at most misfit sqrt(steps <profile, profile>) times the largest parameter on the way
// (tests/network/profile_test.cpp); the widths that are stored come out bit for bit.
TEST_CASE("snapshots of a training give the average of any width that it would have had") {
    const Folder folder;
    TrainingSettings settings = small("none");
    settings.files.snapshots = folder / "s";
    trained(settings);
    CHECK(files(folder).size() == 32);
    for (const double width : {0.05, 0.1, 0.07, 0.15}) {
        const TrainedModel direct = trained(small(concat("power:width=", width)));
        const Combined combined = combine(files(folder), width);
        CHECK(combined.model.average == direct.average);
        CHECK(combined.model.steps == 320);
        const double error = distance(combined.model.parameters, direct.parameters);
        const Profile wanted{gamma_of_width(width), 320};
        const double largest = distance(direct.parameters, Floats(direct.parameters.size(), 0.0F));
        CAPTURE(width);
        CHECK(combined.misfit < 0.01);
        if (width == 0.05 || width == 0.1)
            CHECK(error == 0);
        else
            CHECK(error < combined.misfit * std::sqrt(320 * overlap(wanted, wanted)) * largest);
    }
}

TEST_CASE("models that are no snapshots of one training are not combined") {
    const Folder folder;
    TrainingSettings settings = small("warmup");
    settings.files.snapshots = folder / "s";
    TrainedModel model = trained(settings);
    write_model(folder / "model", model);
    CHECK(message([&] { combine({folder / "model"}, 0.1); }).find("no snapshot") != std::string::npos);
    const std::string one = folder / "s/0000320-0.1.model", two = folder / "s/0000300-0.1.model";
    CHECK(message([&] { combine({one, one}, 0.1); }).find("twice") != std::string::npos);
    model = read_model(two);
    model.seed = 1;
    write_model(two, model);
    CHECK(message([&] { combine({one, two}, 0.1); }).find("different trainings") != std::string::npos);
}
