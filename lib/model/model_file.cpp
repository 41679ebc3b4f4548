#include "model/model_file.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "core/text.hpp"

namespace drift::model {
namespace {

constexpr const char* version = "1";

// The metadata and tensors of one file, with errors that name it.
class Parts {
public:
    Parts(const safetensors::Contents& contents, const std::string& path)
        : path_(path), contents_(contents) {}

    const std::string& text(const std::string& key) const {
        const auto found = contents_.metadata.find(key);
        if (found == contents_.metadata.end())
            throw Error("not a model file '", path_, "': no '", key, "' in its metadata");
        return found->second;
    }

    // The text of a key that stands only where it differs from what it is by default.
    void read(const std::string& key, std::string& value) const {
        const auto found = contents_.metadata.find(key);
        if (found != contents_.metadata.end()) value = found->second;
    }

    bool has(const std::string& key) const { return contents_.metadata.contains(key); }

    std::uint64_t count(const std::string& key) const {
        return parse_count(text(key), key + " in '" + path_ + "'");
    }

    const std::vector<float>& tensor(const std::string& name, const Shape& shape) const {
        const auto found = contents_.tensors.find(name);
        if (found == contents_.tensors.end())
            throw Error("broken model file '", path_, "': no tensor '", name, "'");
        if (found->second.shape != shape)
            throw Error("broken model file '", path_, "': expected shape (", joined(shape), ") of tensor '",
                        name, "', found (", joined(found->second.shape), ")");
        return found->second.values;
    }

    bool has_tensor(const std::string& name) const { return contents_.tensors.contains(name); }

    std::size_t tensors() const {
        return static_cast<std::size_t>(
            std::count_if(contents_.tensors.begin(), contents_.tensors.end(),
                          [](const auto& tensor) { return !tensor.first.starts_with("training."); }));
    }

    // What no model of ours has by itself: a task's own.
    std::map<std::string, std::string> more() const {
        static const std::set<std::string> known{
            "drift",      "library", "format",          "crc32",       "task",  "network", "schedule",
            "prediction", "shape",   "classes",         "average",     "steps", "seed",    "path",
            "coupling",   "base",    "classes.missing", "classes.none"};
        std::map<std::string, std::string> all;
        for (const auto& [key, value] : contents_.metadata)
            if (!known.contains(key) && !key.starts_with("training.")) all[key] = value;
        return all;
    }

private:
    const std::string& path_;
    const safetensors::Contents& contents_;
};

LabelsSeen seen_of(const Parts& parts) {
    LabelsSeen seen;
    if (parts.has("classes.missing"))
        for (const std::string& label : split(parts.text("classes.missing"), ','))
            seen.missing.push_back(static_cast<int>(parse_count(label, "classes.missing")));
    if (parts.has("classes.none")) seen.without_class = parts.text("classes.none") != "no";
    return seen;
}

Recipe recipe_of(const Parts& parts) {
    Recipe recipe;
    recipe.task = parts.text("task");
    recipe.network = parts.text("network");
    recipe.schedule = parts.text("schedule");
    parts.read("path", recipe.path), parts.read("coupling", recipe.coupling), parts.read("base", recipe.base);
    for (const std::string& size : split(parts.text("shape"), ','))
        recipe.row_shape.push_back(parse_count(size, "shape"));
    recipe.classes = parts.count("classes");
    recipe.seen = seen_of(parts);
    recipe.prediction = std::nullopt;  // a classifier's
    if (parts.has("prediction") || recipe.classes == 0)
        recipe.prediction = make_prediction(parts.text("prediction"));
    const Shape width{entries(recipe.row_shape)};
    const std::vector<float>& mean = parts.tensor("units.mean", width);
    recipe.standardization.mean.assign(mean.begin(), mean.end());
    if (parts.has_tensor("units.mean_rest"))
        for (std::size_t j = 0; j < mean.size(); ++j)
            recipe.standardization.mean[j] += parts.tensor("units.mean_rest", width)[j];
    recipe.standardization.spread = parts.tensor("units.spread", {}).front();
    recipe.more = parts.more();
    return recipe;
}

}  // namespace

safetensors::Contents model_contents(const TrainedModel& model) {
    const Recipe& recipe = model.recipe;
    const auto network = network_of(recipe);
    safetensors::Contents contents;
    contents.metadata = recipe.more;
    contents.metadata.insert({{"drift", version},
                              {"library", DRIFT_VERSION},
                              {"task", recipe.task},
                              {"network", recipe.network},
                              {"schedule", recipe.schedule},
                              {"shape", joined(recipe.row_shape)},
                              {"classes", std::to_string(recipe.classes)},
                              {"average", model.average},
                              {"steps", std::to_string(model.steps)},
                              {"seed", std::to_string(model.seed)}});
    if (recipe.prediction) contents.metadata["prediction"] = name(*recipe.prediction);
    const Recipe diffusion;
    if (recipe.path != diffusion.path) contents.metadata["path"] = recipe.path;
    if (recipe.coupling != diffusion.coupling) contents.metadata["coupling"] = recipe.coupling;
    if (recipe.base != diffusion.base) contents.metadata["base"] = recipe.base;
    if (!recipe.seen.missing.empty()) contents.metadata["classes.missing"] = joined(recipe.seen.missing);
    if (!recipe.seen.without_class) contents.metadata["classes.none"] = "no";
    for (const Layout::Tensor& tensor : network->layout().tensors()) {
        const float* values = model.parameters.data() + tensor.offset;
        contents.tensors[tensor.name] = {tensor.shape, {values, values + entries(tensor.shape)}};
    }
    const Standardization& units = recipe.standardization;
    contents.tensors["units.mean"] = {{units.mean.size()}, units.mean_in_single()};
    if (const std::vector<float> rest = units.mean_rest(); !rest.empty())
        contents.tensors["units.mean_rest"] = {{rest.size()}, rest};
    contents.tensors["units.spread"] = {{}, {units.spread}};
    return contents;
}

void write_model(const std::string& path, const TrainedModel& model) {
    safetensors::write(path, model_contents(model));
}

TrainedModel read_model(const std::string& path) {
    return model_of(safetensors::read(path, safetensors::Seal::required), path);
}

TrainedModel model_of(const safetensors::Contents& contents, const std::string& path) {
    const Parts parts(contents, path);
    if (parts.text("drift") != version)
        throw Error("model file '", path, "' has format version ", parts.text("drift"), ", expected ",
                    version);
    TrainedModel model{.recipe = recipe_of(parts),
                       .parameters = {},
                       .average = parts.text("average"),
                       .steps = parts.count("steps"),
                       .seed = parts.count("seed")};
    const auto network = network_of(model.recipe);
    const Layout& layout = network->layout();
    model.parameters.assign(layout.size(), 0.0F);
    for (const Layout::Tensor& tensor : layout.tensors()) {
        const std::vector<float>& values = parts.tensor(tensor.name, tensor.shape);
        std::copy(values.begin(), values.end(), model.parameters.begin() + static_cast<long>(tensor.offset));
    }
    if (parts.tensors() != layout.tensors().size() + (parts.has_tensor("units.mean_rest") ? 3 : 2))
        throw Error("broken model file '", path, "': tensors that its network does not have");
    return model;
}

std::string model_description(const std::string& path) {
    const TrainedModel model = read_model(path);
    const Recipe& recipe = model.recipe;
    const auto network = network_of(recipe);
    std::string text = concat(
        "network\t", recipe.network, "\nschedule\t", recipe.schedule, "\npath\t", recipe.path, "\ncoupling\t",
        recipe.coupling, "\nbase\t", recipe.base,
        recipe.prediction ? "\nprediction\t" + name(*recipe.prediction) : "\ntask\t" + recipe.task,
        "\nshape\t", joined(recipe.row_shape), "\nclasses\t", recipe.classes,
        recipe.seen.missing.empty() ? "" : "\nclasses never seen\t" + joined(recipe.seen.missing),
        recipe.classes == 0 ? ""
                            : concat("\nrows without a class\t", recipe.seen.without_class ? "yes" : "no"),
        "\nspread\t", recipe.standardization.spread, "\naverage\t", model.average, "\nsteps\t", model.steps,
        "\nseed\t", model.seed, "\nparameters\t", network->layout().size(), "\n\ntensor\tshape\n");
    for (const Layout::Tensor& tensor : network->layout().tensors())
        text += concat(tensor.name, '\t', joined(tensor.shape), '\n');
    return text;
}

}  // namespace drift::model
