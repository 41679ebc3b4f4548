#include "train/checkpoint.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "io/text.hpp"
#include "model/model_file.hpp"

namespace drift::train {
namespace {

const std::string mark = "training.";  // before all that a model does not have

std::string joined(const std::vector<double>& numbers) {
    std::string text;
    for (const double number : numbers) {
        if (!text.empty()) text += ',';
        text += shortest(number);
    }
    return text;
}

std::vector<double> numbers_of(const std::string& text, const std::string& what) {
    std::vector<double> numbers;
    for (const std::string& piece : split(text, ',')) numbers.push_back(parse_number(piece, what));
    return numbers;
}

// The state's arrays by name: flat, in the network's layout.
template <class State>
auto arrays(State& state) {
    std::vector<std::pair<std::string, decltype(&state.parameters)>> all{
        {"parameters", &state.parameters}, {"mean", &state.mean}, {"square", &state.square}};
    for (std::size_t i = 0; i < state.powers.size(); ++i)
        all.emplace_back("powers." + std::to_string(i), &state.powers[i]);
    return all;
}

// The metadata and tensors of a checkpoint, with errors that name it.
struct Parts {
    const safetensors::Contents& contents;
    const std::string& path;

    // Where there is no such key, that of its former name; where there is neither, the former value.
    std::string text(const std::string& key, const std::string& former = "",
                     const std::string& value = "") const {
        auto found = contents.metadata.find(mark + key);
        if (found == contents.metadata.end() && !former.empty())
            found = contents.metadata.find(mark + former);
        if (found == contents.metadata.end() && !value.empty()) return value;
        if (found == contents.metadata.end())
            throw Error("no checkpoint: '", path, "': no '", mark, key, "' in its metadata");
        return found->second;
    }

    void copy(const std::string& name, Floats& to) const {
        const auto found = contents.tensors.find(mark + name);
        if (found == contents.tensors.end() || found->second.values.size() != to.size())
            throw Error("broken checkpoint '", path, "': no tensor '", mark, name, "' of ", to.size(),
                        " numbers");
        std::copy(found->second.values.begin(), found->second.values.end(), to.begin());
    }
};

// As it is said: "learning rate".
std::string spaced(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

void expect_same(const Parts& saved, const Conditions& now, std::uint64_t planned) {
    for (const auto& [name, value] : now) {
        const std::string before = as_today(name, saved.text(name, former_name(name), former_value(name)));
        if (before != value)
            throw Error("cannot resume '", saved.path, "': ", spaced(name), " was ", before, ", is now ",
                        value);
    }
    const std::uint64_t before = parse_count(saved.text("steps"), "steps in '" + saved.path + "'");
    if (planned < before)
        throw Error("cannot resume '", saved.path, "': the number of steps was ", before, ", is now ",
                    planned, "; it may only grow");
}

}  // namespace

void expect_finite(const Floats& numbers, std::uint64_t step) {
    for (const float number : numbers)
        if (!std::isfinite(number))
            throw Diverged("training diverged: a parameter or moment not finite after step ", step,
                           "; try a smaller learning rate");
}

void write_checkpoint(const std::string& path, const Checkpoint& checkpoint) {
    expect_finite(checkpoint.model.parameters, checkpoint.model.steps);
    safetensors::Contents contents = model_contents(checkpoint.model);
    for (const auto& [name, value] : checkpoint.conditions) contents.metadata[mark + name] = value;
    contents.metadata[mark + "steps"] = std::to_string(checkpoint.planned);
    contents.metadata[mark + "counters"] = joined(checkpoint.counters);
    contents.metadata[mark + "sampling"] = joined(checkpoint.sampling);
    for (const auto& [name, numbers] : arrays(checkpoint.state)) {
        expect_finite(*numbers, checkpoint.model.steps);
        contents.tensors[mark + name] = {{numbers->size()}, {numbers->begin(), numbers->end()}};
    }
    safetensors::write(path, contents);
}

Checkpoint read_checkpoint(const std::string& path, const Conditions& conditions, std::uint64_t planned,
                           const Optimizer& optimizer, std::size_t powers) {
    const safetensors::Contents contents = safetensors::read(path, safetensors::Seal::required);
    const Parts parts{contents, path};
    expect_same(parts, conditions, planned);
    TrainedModel model = model_of(contents, path);
    TrainState state(model.parameters, optimizer, powers);  // of the right sizes, with the right average
    for (const auto& [name, numbers] : arrays(state)) parts.copy(name, *numbers);
    return {std::move(model),
            std::move(state),
            conditions,
            parse_count(parts.text("steps"), "steps in '" + path + "'"),
            numbers_of(parts.text("counters"), "counters in '" + path + "'"),
            numbers_of(parts.text("sampling"), "sampling in '" + path + "'")};
}

}  // namespace drift::train
