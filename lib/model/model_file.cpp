// What stands where in the model file.
#include "model/model_file.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "core/text.hpp"

namespace drift::model {
namespace {

constexpr const char* version = "1";
constexpr const char* task_names[] = {"denoise", "classify"};

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

    std::uint64_t count(const std::string& key) const {
        return parse_count(text(key), key + " in '" + path_ + "'");
    }

    Task task() const {
        for (const Task task : {Task::denoise, Task::classify})
            if (text("task") == task_names[static_cast<int>(task)]) return task;
        throw Error("unknown task '", text("task"), "' in '", path_, "'");
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

    std::size_t tensors() const {
        return static_cast<std::size_t>(
            std::count_if(contents_.tensors.begin(), contents_.tensors.end(),
                          [](const auto& tensor) { return !tensor.first.starts_with("training."); }));
    }

private:
    const std::string& path_;
    const safetensors::Contents& contents_;
};

}  // namespace

safetensors::Contents model_contents(const TrainedModel& model) {
    const auto network = network_of(model);
    safetensors::Contents contents;
    contents.metadata = {{"drift", version},
                         {"library", DRIFT_VERSION},
                         {"task", task_names[static_cast<int>(model.task)]},
                         {"network", model.network},
                         {"schedule", model.schedule},
                         {"shape", joined(model.row_shape)},
                         {"classes", std::to_string(model.classes)},
                         {"average", model.average},
                         {"steps", std::to_string(model.steps)},
                         {"seed", std::to_string(model.seed)}};
    if (model.task == Task::denoise) contents.metadata["prediction"] = name(model.prediction);
    for (const Layout::Tensor& tensor : network->layout().tensors()) {
        const float* values = model.parameters.data() + tensor.offset;
        contents.tensors[tensor.name] = {tensor.shape, {values, values + entries(tensor.shape)}};
    }
    contents.tensors["units.mean"] = {{model.units.mean.size()}, model.units.mean};
    contents.tensors["units.spread"] = {{}, {model.units.spread}};
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
    TrainedModel model;
    model.task = parts.task();
    model.network = parts.text("network");
    model.schedule = parts.text("schedule");
    if (model.task == Task::denoise) model.prediction = make_prediction(parts.text("prediction"));
    for (const std::string& size : split(parts.text("shape"), ','))
        model.row_shape.push_back(parse_count(size, "shape"));
    model.classes = parts.count("classes");
    model.average = parts.text("average");
    model.steps = parts.count("steps");
    model.seed = parts.count("seed");
    const std::size_t d = entries(model.row_shape);
    model.units.mean = parts.tensor("units.mean", {d});
    model.units.spread = parts.tensor("units.spread", {}).front();

    const auto network = network_of(model);
    const Layout& layout = network->layout();
    model.parameters.assign(layout.size(), 0.0F);
    for (const Layout::Tensor& tensor : layout.tensors()) {
        const std::vector<float>& values = parts.tensor(tensor.name, tensor.shape);
        std::copy(values.begin(), values.end(), model.parameters.begin() + static_cast<long>(tensor.offset));
    }
    if (parts.tensors() != layout.tensors().size() + 2)
        throw Error("broken model file '", path, "': tensors that its network does not have");
    return model;
}

std::string model_description(const std::string& path) {
    const TrainedModel model = read_model(path);
    const auto network = network_of(model);
    std::string text =
        concat("network\t", model.network, "\nschedule\t", model.schedule,
               model.task == Task::denoise ? "\nprediction\t" + name(model.prediction) : "\ntask\tclassify",
               "\nshape\t", joined(model.row_shape), "\nclasses\t", model.classes, "\nspread\t",
               model.units.spread, "\naverage\t", model.average, "\nsteps\t", model.steps, "\nseed\t",
               model.seed, "\nparameters\t", network->layout().size(), "\n\ntensor\tshape\n");
    for (const Layout::Tensor& tensor : network->layout().tensors())
        text += concat(tensor.name, '\t', joined(tensor.shape), '\n');
    return text;
}

}  // namespace drift::model
