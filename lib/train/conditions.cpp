#include "train/conditions.hpp"

#include <map>

#include "core/hash.hpp"
#include "io/npy_header.hpp"
#include "io/text.hpp"

namespace drift::train {
namespace {

std::string hexadecimal(std::uint64_t hash) {
    std::string digits(16, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4)
        *digit = "0123456789abcdef"[hash & 15];
    return digits;
}

}  // namespace

Conditions conditions_of(const Recipe& recipe, const TrainingSet& set, const TrainingSettings& settings) {
    const auto number = [](double value) { return shortest(value); };
    const Trainer::Settings& trainer = settings.trainer;
    const RegressionSettings& regression = settings.regression;
    std::vector<float> units = recipe.standardization.mean_in_single();
    units.push_back(recipe.standardization.spread);
    const std::vector<float> rest = recipe.standardization.mean_rest();
    units.insert(units.end(), rest.begin(), rest.end());
    Conditions all{{"task", recipe.task},
                   {"network", recipe.network},
                   {"schedule", recipe.schedule},
                   {"path", recipe.path},
                   {"coupling", recipe.coupling},
                   {"base", recipe.base},
                   {"weight", regression.weight.spec},
                   {"time_sampling", regression.times.spec},
                   {"batch", std::to_string(trainer.batch)},
                   {"optimizer", trainer.optimizer.spec},
                   {"learning_rate", number(trainer.rate.peak)},
                   {"warmup", std::to_string(trainer.rate.warmup)},
                   {"decay", trainer.rate.decay.spec},
                   {"clip", trainer.clip ? number(*trainer.clip) : "none"},
                   {"average", trainer.average.spec},
                   {"drop_label", number(regression.drop_label)},
                   {"seed", std::to_string(regression.seed)},
                   {"snapshots", settings.files.snapshots.empty() ? "none" : "kept"},
                   {"number_of_rows", std::to_string(set.n)},
                   {"shape_of_a_row", npy::tuple(recipe.row_shape)},
                   {"number_of_classes", std::to_string(set.classes)},
                   {"fingerprint_of_standardization", fingerprint(units.data(), units.size())},
                   {"fingerprint_of_rows", fingerprint(set.rows.data(), set.n * set.d)},
                   {"fingerprint_of_labels", fingerprint(set.labels)}};
    if (recipe.prediction) all.emplace_back("prediction", name(*recipe.prediction));
    all.insert(all.end(), recipe.more.begin(), recipe.more.end());
    return all;
}

std::string former_name(const std::string& condition) {
    static const std::map<std::string, std::string> former{
        {"task", "--task"},
        {"network", "--network"},
        {"schedule", "--schedule"},
        {"prediction", "--predict"},
        {"weight", "--weight"},
        {"time_sampling", "--time-sampling"},
        {"batch", "--batch"},
        {"optimizer", "--optimizer"},
        {"learning_rate", "--lr"},
        {"warmup", "--warmup"},
        {"decay", "--decay"},
        {"clip", "--clip"},
        {"average", "--average"},
        {"drop_label", "--drop-label"},
        {"seed", "--seed"},
        {"snapshots", "--snapshots"},
        {"number_of_rows", "number of rows"},
        {"shape_of_a_row", "shape of a row"},
        {"number_of_classes", "number of classes"},
        {"fingerprint_of_standardization", "units' fingerprint"},
        {"fingerprint_of_rows", "rows' fingerprint"},
        {"fingerprint_of_labels", "labels' fingerprint"}};
    const auto found = former.find(condition);
    return found == former.end() ? "" : found->second;
}

std::string former_value(const std::string& condition) {
    const Recipe diffusion;
    return condition == "path"       ? diffusion.path
           : condition == "coupling" ? diffusion.coupling
           : condition == "base"     ? diffusion.base
                                     : "";
}

std::string as_today(const std::string& condition, const std::string& value) {
    return condition == "schedule" ? make_schedule(value)->spec() : value;
}

std::string fingerprint(const float* numbers, std::size_t n) { return hexadecimal(fnv1a(numbers, n)); }
std::string fingerprint(const Labels& labels) { return hexadecimal(fnv1a(labels.data(), labels.size())); }

}  // namespace drift::train
