#include "train/checkpoint.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <map>

#include "distance.hpp"
#include "io/lock.hpp"
#include "io/log.hpp"
#include "io/safetensors.hpp"
#include "io/scratch.hpp"
#include "model/model_file.hpp"
#include "train/conditions.hpp"
#include "train/training.hpp"

using namespace drift::all;

namespace {

// All that a training is made of.
struct Setup {
    Recipe recipe;
    TrainingSettings settings;
};

TrainingData some_rows(std::size_t n, float scale = 1) {
    TrainingData data{std::vector<float>(2 * n), {2}, {}, "rows", ""};
    Random(4, "set").normal_rows(0, n, 2, 0, data.rows.data());
    for (float& number : data.rows) number *= scale;
    return data;
}

Setup small(std::uint64_t steps) {
    Setup setup;
    setup.recipe.schedule = "vp-cosine", setup.recipe.network = "mlp:width=8,depth=1";
    TrainingSettings& settings = setup.settings;
    settings.steps = settings.trainer.rate.steps = steps;
    settings.trainer.batch = 32;
    settings.files.log_every = 5, settings.files.checkpoint_every = 7;
    return setup;
}

// stop_after: the step after which to stop; 0: none.
TrainingResult run(const Setup& setup, unsigned threads = 1, std::uint64_t stop_after = 0, std::size_t n = 50,
                   float scale = 1) {
    ThreadPool pool(threads);
    std::uint64_t done = 0;
    TrainingData data = some_rows(n, scale);
    const Recipe recipe = recipe_for(data, setup.recipe);
    return run_training(
        recipe, training_set(std::move(data), recipe), validation_set(some_rows(20), recipe), setup.settings,
        pool, [&](std::uint64_t k, double) { done = k; }, [&] { return stop_after && done >= stop_after; });
}

// The lines of a log without what depends on the clock.
std::string without_times(std::string log) {
    for (std::size_t at; (at = log.find(",\"rows_per_second\"")) != std::string::npos;)
        log.erase(at, log.find_first_of(",}", at + 1) - at);
    return log;
}

}  // namespace

TEST_CASE("a training that is stopped and goes on ends with the same bytes, its log and snapshots too") {
    for (const char* optimizer : {"adam", "sgd:momentum=0.5"}) {
        const Folder folder;
        Setup setup = small(40);
        TrainingSettings& settings = setup.settings;
        settings.trainer.optimizer = make_optimizer(optimizer);
        settings.trainer.average = make_ema("power:width=0.2");
        settings.trainer.clip = 0.5;
        settings.regression.times =
            make_time_law("importance:bins=4,kept=3");  // which learns from the losses
        settings.files.snapshots = folder / "whole", settings.files.snapshot_every = 15;
        settings.files.log = folder / "whole.log", settings.files.valid_every = 20;
        const TrainingResult whole = run(setup);

        settings.files.snapshots = folder / "parts", settings.files.log = folder / "parts.log";
        settings.files.checkpoint = folder / "c";
        CHECK(run(setup, 2, 13).stopped);
        settings.files.resume = folder / "c";
        CHECK(run(setup, 1, 26).stopped);
        const TrainingResult rest = run(setup, 3);
        CHECK(rest.resumed == 26);
        CHECK(rest.model.parameters == whole.model.parameters);
        CHECK(without_times(contents(folder / "parts.log")) == without_times(contents(folder / "whole.log")));
        for (const char* file : {"0000015-0.05", "0000030-0.1", "0000040-0.05"})
            CHECK(contents(folder / concat("parts/", file, ".model")) ==
                  contents(folder / concat("whole/", file, ".model")));
        CHECK(run(setup).model.parameters == whole.model.parameters);  // after its last step
    }
}

TEST_CASE("a checkpoint is a model") {
    const Folder folder;
    Setup setup = small(20);
    TrainingSettings& settings = setup.settings;
    settings.files.checkpoint = folder / "c";
    const TrainingResult fitted = run(setup);
    const TrainedModel model = read_model(folder / "c");
    CHECK(model.parameters == fitted.model.parameters);
    CHECK(model.steps == 20);
    CHECK(folder.files() == 1);  // the lock went with its holder
}

TEST_CASE("a training under other conditions does not go on from a checkpoint, and the difference is named") {
    const Folder folder;
    Setup setup = small(20);
    TrainingSettings& settings = setup.settings;
    settings.files.checkpoint = folder / "c";
    run(setup);
    const auto refusal = [&](const std::function<void(Setup&)>& change, std::size_t n = 50, float scale = 1) {
        Setup other = small(20);
        other.settings.files.resume = folder / "c";
        change(other);
        return message([&] { run(other, 1, 0, n, scale); });
    };
    const auto says = [](const std::string& all, const std::string& part) {
        return all.find(part) != std::string::npos;
    };
    CHECK(refusal([](Setup&) {}).empty());
    CHECK(refusal([](Setup& s) { s.settings.steps = s.settings.trainer.rate.steps = 30; }).empty());
    CHECK(says(refusal([](Setup& s) { s.settings.steps = 19; }), "the number of steps was 20, is now 19"));
    CHECK(says(refusal([](Setup& s) { s.settings.regression.seed = 1; }), "seed was 0, is now 1"));
    CHECK(says(refusal([](Setup& s) { s.settings.trainer.batch = 64; }), "batch was 32, is now 64"));
    CHECK(says(refusal([](Setup& s) { s.settings.trainer.rate.peak = 0.1; }),
               "learning rate was 0.002, is now 0.1"));
    CHECK(says(refusal([](Setup& s) { s.settings.trainer.clip = 1; }), "clip was none, is now 1"));
    CHECK(says(refusal([](Setup& s) { s.settings.regression.weight = make_weight("p2"); }),
               "weight was uniform, is now p2"));
    CHECK(says(refusal([](Setup& s) { s.settings.regression.times = make_time_law("mode"); }),
               "time sampling was stratified"));
    CHECK(says(refusal([](Setup& s) { s.recipe.network = concat("mlp:width=9,depth=1"); }),
               "network was mlp:width=8"));
    CHECK(says(refusal([](Setup& s) { s.recipe.schedule = concat("linear"); }),
               "schedule was vp-cosine:s=0.008"));
    CHECK(says(refusal([](Setup& s) { s.recipe.base = concat("moons"); }),
               "base was gaussian, is now moons:noise=0.05"));
    CHECK(says(refusal([](Setup& s) { s.settings.trainer.optimizer = make_optimizer("sgd"); }),
               "optimizer was adam:"));
    CHECK(says(refusal([](Setup& s) { s.settings.files.snapshots = concat("s"); }),
               "snapshots was none, is now kept"));
    CHECK(says(refusal([](Setup&) {}, 51), "number of rows was 50, is now 51"));
    CHECK(says(refusal([](Setup&) {}, 50, 2),
               "fingerprint of standardization was "));  // but for units the same rows
    std::string bytes = contents(folder / "c");
    bytes[bytes.size() / 2] ^= 1;
    write(folder / "c", bytes);
    CHECK(says(refusal([](Setup&) {}), "damaged"));
    write_model(folder / "c", run(small(5)).model);
    CHECK(says(refusal([](Setup&) {}), "no checkpoint: "));
}

TEST_CASE("conditions are found under the names of options too, which they had before") {
    const Folder folder;
    Setup setup = small(20);
    setup.settings.files.checkpoint = folder / "c";
    const TrainingResult whole = run(setup);
    run(setup, 1, 7);
    safetensors::Contents contents = safetensors::read(folder / "c", safetensors::Seal::required);
    std::map<std::string, std::string> former;
    for (const auto& [key, value] : contents.metadata) {
        const std::string mark = "training.", name = key.starts_with(mark) ? key.substr(mark.size()) : "";
        const std::string before = former_name(name);
        if (former_value(name).empty()) former[before.empty() ? key : mark + before] = value;
    }
    CHECK(contents.metadata.at("training.base") == former_value("base"));
    CHECK_FALSE(former.contains("training.base"));
    CHECK(former.at("training.--lr") == "0.002");
    CHECK(former.at("training.units' fingerprint").size() == 16);
    contents.metadata = former;
    safetensors::write(folder / "former", contents);
    setup.settings.files.resume = folder / "former";
    const TrainingResult rest = run(setup);
    CHECK(rest.resumed == 7);
    CHECK(rest.model.parameters == whole.model.parameters);
    setup.settings.trainer.rate.peak = 0.1;
    CHECK(message([&] { run(setup); }).find("learning rate was 0.002, is now 0.1") != std::string::npos);
    setup.recipe.base = "moons";
    CHECK(message([&] { run(setup); }).find("base was gaussian, is now moons") != std::string::npos);
}

TEST_CASE("numbers that are not finite are never kept") {
    const Folder folder;
    Setup setup = small(20);
    TrainingSettings& settings = setup.settings;
    settings.files.checkpoint = folder / "c";
    run(setup, 1, 3);
    const std::string before = contents(folder / "c");
    const auto network = make_network(setup.recipe.network, 2, 0);
    Checkpoint bad{read_model(folder / "c"),
                   TrainState(Floats(network->layout().size(), 0.0F), make_optimizer("adam"), 0),
                   {},
                   20,
                   {},
                   {}};
    bad.state.square[5] = std::numeric_limits<float>::infinity();
    CHECK_THROWS_AS(write_checkpoint(folder / "c", bad), Diverged);
    CHECK(contents(folder / "c") == before);
}

TEST_CASE("the fingerprint of rows changes with any bit of them") {
    std::vector<float> rows(100, 1.5F);
    const std::string before = fingerprint(rows.data(), rows.size());
    CHECK(before.size() == 16);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = std::nextafter(1.5F, 2.0F);
        CHECK(fingerprint(rows.data(), rows.size()) != before);
        rows[i] = 1.5F;
    }
    std::swap(rows[3], rows[4] = 2);
    CHECK(fingerprint(rows.data(), rows.size()) != before);
}

TEST_CASE("a file has one writer, and a lock without a holder locks nothing") {
    const Folder folder;
    {
        const Lock lock(folder / "c");
        const std::string said = message([&] { Lock second(folder / "c"); });
        CHECK(said == concat("'", folder / "c", "' is in use: process ", ::getpid(), " writes it"));
    }
    CHECK(folder.files() == 0);
    write(folder / "c.lock", "1\n");
    const Lock again(folder / "c");
}

TEST_CASE("a log goes on behind a step, and drops what a killed training wrote after it") {
    const Folder folder;
    for (const std::uint64_t step : {10, 20, 30}) {
        static std::optional<Log> log;
        if (step == 10) log.emplace(folder / "log", std::nullopt);
        log->write({{"step", step}, {"loss", 0.5}});
        if (step == 30) log.reset();
    }
    write(folder / "log", contents(folder / "log") + "{\"step\":4");  // cut short
    Log(folder / "log", 20).write({{"step", std::uint64_t{25}}, {"levels", std::vector<double>{1, NAN}}});
    CHECK(contents(folder / "log") ==
          "{\"step\":10,\"loss\":0.5}\n{\"step\":20,\"loss\":0.5}\n{\"step\":25,\"levels\":[1.0,null]}\n");
    write(folder / "other", "words\n");
    CHECK(message([&] { Log(folder / "other", 20); }).find("not a log") != std::string::npos);
}

TEST_CASE("a schedule of an old checkpoint has the settings of today") {
    CHECK(as_today("schedule", "vp-discrete:n=100,betas=linear") ==
          make_schedule("vp-discrete:n=100")->spec());
    CHECK(as_today("network", "mlp:width=8") == "mlp:width=8");
}
