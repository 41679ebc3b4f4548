// What the suite's engine takes for the units of work that are timed elsewhere too: case, threads, median seconds.
// usage: drift_bench [CASE ...] [--seconds S]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "core/parallel.hpp"
#include "core/random.hpp"
#include "core/spec.hpp"
#include "train/trainer.hpp"

using namespace drift;

namespace {

using Work = std::function<void()>;

// Runs a unit of work again and again for so many seconds, at least three times, after two runs that are not counted.
double median_seconds(const Work& unit, double budget) {
    using Clock = std::chrono::steady_clock;
    unit(), unit();
    std::vector<double> times;
    for (const auto start = Clock::now(); times.size() < 3 || Clock::now() - start < std::chrono::duration<double>(budget);) {
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
    TrainMlp(const char* spec, std::size_t batch, Team& team)
        : set{normals(16000), 8000, 2, {}, 0}, network(make_network(spec, 2, 0)), schedule(make_schedule("ve:sigma_q=1")),
          objective(*schedule, Prediction::eps, set, 0, 0),
          trainer(*network, objective, {batch, {1e-3, 0, 1, Decay::constant}, {}, {}}, network->initial(Random(0, "network")), team) {}

    TrainingSet set;
    std::unique_ptr<const Network> network;
    std::unique_ptr<const Schedule> schedule;
    Objective objective;
    Trainer trainer;
};

constexpr const char* concat = "mlp:width=128,depth=3,time=concat";

Work train(const char* spec, std::size_t batch, Team& team) {
    const auto run = std::make_shared<TrainMlp>(spec, batch, team);
    return [run] { run->trainer.step(); };
}

Work normal_draws(Team& team) {
    const auto values = std::make_shared<std::vector<float>>(10'000'000);
    return [values, &team] {
        const std::size_t rows = 25'000;    // of 4 numbers
        team.run(100, [&](std::size_t slice, unsigned) {
            Random(0, "bench").normal_rows(slice * rows, rows, 4, 0, values->data() + slice * rows * 4);
        });
    };
}

struct Case {
    const char* name;
    std::function<Work(Team&)> make;
};

const std::vector<Case> cases = {
    {"train-mlp-32", [](Team& team) { return train(concat, 32, team); }},
    {"train-mlp-256", [](Team& team) { return train(concat, 256, team); }},
    {"train-mlp-1024", [](Team& team) { return train(concat, 1024, team); }},
    {"train-default-256", [](Team& team) { return train("mlp", 256, team); }},
    {"normals", normal_draws},
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
            Team team(threads);
            std::printf("%s\t%u\t%.6g\n", one.name, threads, median_seconds(one.make(team), budget));
            std::fflush(stdout);
            if (processors() == 1) break;
        }
    }
}
