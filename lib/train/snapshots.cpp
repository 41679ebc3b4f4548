#include "train/snapshots.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "core/error.hpp"
#include "model/model_file.hpp"
#include "network/profile.hpp"

namespace drift::train {
namespace {

struct Snapshot {
    std::string path;
    TrainedModel model;
    Profile profile;
};

Snapshot read_snapshot(const std::string& path) {
    Snapshot one{path, read_model(path), {}};
    const Ema average = make_ema(one.model.average);
    if (average.kind != Ema::Kind::power)
        throw Error("no snapshot: '", path, "' holds the average ", one.model.average,
                    ", not a power average");
    one.profile = {average.gamma, static_cast<double>(one.model.steps)};
    return one;
}

void expect_one_training(const Snapshot& a, const Snapshot& b) {
    const TrainedModel &x = a.model, &y = b.model;
    if (x.recipe != y.recipe || x.seed != y.seed)
        throw Error("snapshots of different trainings: '", a.path, "' and '", b.path, "'");
}

std::string power_spec(double width) { return make_ema(concat("power:width=", width)).spec; }

}  // namespace

std::vector<Ema> snapshot_averages() { return {make_ema("power:width=0.05"), make_ema("power:width=0.1")}; }

void write_snapshots(const std::string& folder, TrainedModel model, const std::vector<Floats>& averages) {
    std::error_code fault;
    std::filesystem::create_directory(folder, fault);
    if (fault) throw Error("cannot make folder '", folder, "': ", fault.message());
    std::string step = std::to_string(model.steps);
    step.insert(0, step.size() < 7 ? 7 - step.size() : 0, '0');
    const std::vector<Ema> kept = snapshot_averages();
    for (std::size_t i = 0; i < kept.size(); ++i) {
        model.average = kept[i].spec;
        model.parameters = averages[i];
        const std::string width = model.average.substr(model.average.find('=') + 1);
        write_model(concat(folder, '/', step, '-', width, ".model"), model);
    }
}

Combined combine(const std::vector<std::string>& paths, double width) {
    std::vector<Snapshot> snapshots;
    for (const std::string& path : paths) snapshots.push_back(read_snapshot(path));
    std::sort(snapshots.begin(), snapshots.end(), [](const Snapshot& a, const Snapshot& b) {
        return std::pair(a.profile.length, a.profile.gamma) < std::pair(b.profile.length, b.profile.gamma);
    });
    std::vector<Profile> stored;
    for (const Snapshot& one : snapshots) {
        expect_one_training(snapshots.front(), one);
        if (!stored.empty() && stored.back() == one.profile)
            throw Error("the same average of the same step twice: '", one.path, "'");
        stored.push_back(one.profile);
    }
    const Profile wanted{gamma_of_width(width), stored.back().length};
    const std::vector<double> factors = combination(stored, wanted);

    Combined made{snapshots.back().model, misfit(stored, factors, wanted)};
    made.model.average = power_spec(width);
    std::vector<double> sum(made.model.parameters.size(), 0.0);
    for (std::size_t i = 0; i < stored.size(); ++i)
        for (std::size_t j = 0; j < sum.size(); ++j)
            sum[j] += factors[i] * static_cast<double>(snapshots[i].model.parameters[j]);
    std::copy(sum.begin(), sum.end(), made.model.parameters.begin());
    return made;
}

}  // namespace drift::train
