// What the suite's engine takes for the units of work that are timed elsewhere too: case, threads, median
// seconds. usage: drift_bench [CASE ...] [--seconds S]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"
#include "core/spec.hpp"
#include "exact/empirical_model.hpp"
#include "model/neural.hpp"
#include "products.hpp"
#include "sampler/grids.hpp"
#include "sampler/sampler.hpp"
#include "solver/solvers.hpp"
#include "train/trainer.hpp"

using namespace drift::all;

namespace {

using Work = std::function<void()>;

// Runs a unit of work again and again for so many seconds, at least three times,
// after two runs that are not counted.
double median_seconds(const Work& unit, double budget) {
    using Clock = std::chrono::steady_clock;
    unit(), unit();
    std::vector<double> times;
    for (const auto start = Clock::now();
         times.size() < 3 || Clock::now() - start < std::chrono::duration<double>(budget);) {
        const auto before = Clock::now();
        unit();
        times.push_back(std::chrono::duration<double>(Clock::now() - before).count());
    }
    std::nth_element(times.begin(), times.begin() + static_cast<long>(times.size() / 2), times.end());
    return times[times.size() / 2];
}

std::vector<float> normals(std::size_t n) {
    std::vector<float> values(n);
    Random(0, "bench").normal_rows(0, n / 2, 2, 0, values.data());
    return values;
}

// One Adam step on 8000 points in two dimensions.
struct TrainMlp {
    TrainMlp(const char* spec, std::size_t batch, ThreadPool& pool)
        : set{normals(16000), 8000, 2, {}, 0},
          network(make_network(spec, 2, 0)),
          regression(recipe(), set, {}),
          trainer(*network, regression, settings(batch), network->initial(Random(0, "network")), pool) {}

    static Recipe recipe() {
        Recipe recipe;
        recipe.schedule = "ve:sigma_q=1", recipe.prediction = Prediction::eps;
        return recipe;
    }

    static Trainer::Settings settings(std::size_t batch) {
        Trainer::Settings settings;
        settings.batch = batch;
        settings.rate = {1e-3, 0, 1, make_decay("constant")};
        return settings;
    }

    TrainingSet set;
    std::unique_ptr<const Network> network;
    Regression regression;
    Trainer trainer;
};

constexpr const char* concat_mlp = "mlp:width=128,depth=3,time=concat";

Work train(const char* spec, std::size_t batch, ThreadPool& pool) {
    const auto run = std::make_shared<TrainMlp>(spec, batch, pool);
    return [run] { run->trainer.step(); };
}

// The same network, so wide.
Work train_width(std::size_t width, ThreadPool& pool) {
    return train(concat("mlp:width=", width, ",depth=3,time=concat").c_str(), 256, pool);
}

Work normal_draws(ThreadPool& pool) {
    const auto values = std::make_shared<std::vector<float>>(10'000'000);
    return [values, &pool] {
        const std::size_t rows = 25'000;  // of 4 numbers
        pool.run(100, [&](std::size_t slice, unsigned) {
            Random(0, "bench").normal_rows(slice * rows, rows, 4, 0, values->data() + slice * rows * 4);
        });
    };
}

// 10000 points, 50 DDIM steps.
Work draw(const char* network, ThreadPool& pool) {
    TrainedModel trained;
    trained.recipe.network = network;
    trained.recipe.schedule = "ve:sigma_q=1";
    trained.recipe.prediction = Prediction::eps;
    trained.recipe.row_shape = {2};
    trained.parameters = make_network(network, 2, 0)->initial(Random(0, "network"));
    const auto model = std::make_shared<NeuralModel>(trained);
    const Solver solver = make_solver("ddim", model->schedule());
    const Sampler sampler{.model = *model,
                          .solver = solver,
                          .grid = make_time_grid(grids().make("time"), {}, model->facts(), solver),
                          .noise = std::make_shared<RandomNoise>(0)};
    return [sampler, model, &pool] { sampler(0, 10000, {}, pool); };  // which refers to the model
}

Work sample_mlp(ThreadPool& pool) { return draw(concat_mlp, pool); }
Work sample_default(ThreadPool& pool) { return draw("mlp", pool); }

// The posterior means of 256 points under 10000 points of 784 numbers.
Work exact(ThreadPool& pool) {
    const std::size_t d = 784;
    const auto schedule = std::shared_ptr<const Schedule>(make_schedule("ve:sigma_q=1"));
    const auto model = std::make_shared<EmpiricalModel>(Random(0, "data").normal_rows(0, 10000, d), Labels{},
                                                        Shape{d}, schedule);
    const auto x = std::make_shared<Rows>(Random(0, "x").normal_rows(0, 256, d));
    return [=, &pool] {
        pool.run(2, [&](std::size_t slice, unsigned) {
            (*model->denoiser(slice_rows, {}))(row_range(*x, slice * slice_rows, slice_rows),
                                               Vector({slice_rows}, 1.0));
        });
    };
}

struct Case {
    const char* name;
    std::function<Work(ThreadPool&)> make;
};

const std::vector<Case> cases = {
    {"train-mlp-32", [](ThreadPool& pool) { return train(concat_mlp, 32, pool); }},
    {"train-mlp-256", [](ThreadPool& pool) { return train(concat_mlp, 256, pool); }},
    {"train-mlp-1024", [](ThreadPool& pool) { return train(concat_mlp, 1024, pool); }},
    {"train-default-256", [](ThreadPool& pool) { return train("mlp", 256, pool); }},
    {"products-32", [](ThreadPool& pool) { return step_products(32, 16, pool); }},
    {"products-256", [](ThreadPool& pool) { return step_products(256, 64, pool); }},
    {"products-1024", [](ThreadPool& pool) { return step_products(1024, 64, pool); }},
    {"limit-256", [](ThreadPool& pool) { return step_limit(256, pool); }},
    {"limit-1024", [](ThreadPool& pool) { return step_limit(1024, pool); }},
    {"sample-mlp", sample_mlp},
    {"sample-default", sample_default},
    {"growth-batch-128", [](ThreadPool& pool) { return train(concat_mlp, 128, pool); }},
    {"growth-batch-256", [](ThreadPool& pool) { return train(concat_mlp, 256, pool); }},
    {"growth-batch-512", [](ThreadPool& pool) { return train(concat_mlp, 512, pool); }},
    {"growth-batch-1024", [](ThreadPool& pool) { return train(concat_mlp, 1024, pool); }},
    {"growth-width-64", [](ThreadPool& pool) { return train_width(64, pool); }},
    {"growth-width-128", [](ThreadPool& pool) { return train_width(128, pool); }},
    {"growth-width-256", [](ThreadPool& pool) { return train_width(256, pool); }},
    {"growth-width-512", [](ThreadPool& pool) { return train_width(512, pool); }},
    {"normals", normal_draws},
    {"exact", exact},
};

}  // namespace

int main(int argc, char** argv) {
    double budget = 2;
    std::vector<std::string> wanted;
    for (int i = 1; i < argc; ++i)
        if (!std::strcmp(argv[i], "--seconds") && i + 1 < argc)
            budget = parse_number(argv[++i], "--seconds");
        else
            wanted.emplace_back(argv[i]);
    for (const Case& one : cases) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), one.name) == wanted.end()) continue;
        for (const unsigned threads : {1U, processors()}) {
            ThreadPool pool(threads);
            const Work unit = one.make(pool);
            if (!unit) break;
            std::printf("%s\t%u\t%.6g\n", one.name, threads, median_seconds(unit, budget));
            std::fflush(stdout);
            if (processors() == 1) break;
        }
    }
}
