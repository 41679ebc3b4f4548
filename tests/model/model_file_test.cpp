#include "model/model_file.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "core/error.hpp"
#include "distance.hpp"
#include "io/safetensors.hpp"
#include "model/neural.hpp"

using namespace drift::all;

namespace {

struct Scratch {  // a file name that is removed again
    std::string path = "/tmp/drift-model-" + std::to_string(::getpid());
    ~Scratch() { std::remove(path.c_str()); }
};

TrainedModel small_model() {
    TrainedModel model;
    const auto network = make_network("mlp:width=8,depth=1", 6, 3);
    model.recipe.network = network->spec();
    model.recipe.schedule = "vp-cosine:s=0.008";
    model.recipe.row_shape = {2, 3};
    model.recipe.classes = 3;
    model.recipe.standardization = {{1, 2, 3, 4, 5, 6}, 2.5F};
    model.parameters = network->initial(Random(1, "parameters"));
    model.steps = 7, model.seed = 18446744073709551615U;
    return model;
}

}  // namespace

TEST_CASE("a model file gives back the model that was written") {
    const Scratch file;
    const TrainedModel model = small_model();
    write_model(file.path, model);
    const TrainedModel read = read_model(file.path);
    CHECK(read.recipe.network == model.recipe.network);
    CHECK(read.recipe.schedule == model.recipe.schedule);
    CHECK(read.recipe.prediction == model.recipe.prediction);
    CHECK(read.recipe.row_shape == model.recipe.row_shape);
    CHECK(read.recipe.classes == 3);
    CHECK(read.recipe.standardization.mean == model.recipe.standardization.mean);
    CHECK(read.recipe.standardization.spread == model.recipe.standardization.spread);
    CHECK(read.steps == 7);
    CHECK(read.seed == model.seed);
    CHECK(distance(read.parameters, model.parameters) == 0);
}

TEST_CASE("what a task keeps beside the recipe's own words comes back from the file") {
    const Scratch file;
    TrainedModel model = small_model();
    model.recipe.task = "flow";
    model.recipe.more = {{"pairs", "kept"}, {"rounds", "2"}};
    write_model(file.path, model);
    CHECK(read_model(file.path).recipe == model.recipe);
}

TEST_CASE("a model file keeps which classes were never seen, which is without a word when all were") {
    const Scratch file;
    TrainedModel model = small_model();
    write_model(file.path, model);
    for (const char* key : {"classes.missing", "classes.none"})
        CHECK_FALSE(safetensors::read(file.path, safetensors::Seal::required).metadata.contains(key));
    model.recipe.seen = {.missing = {0, 2}, .without_class = false};
    write_model(file.path, model);
    CHECK(read_model(file.path).recipe == model.recipe);
    CHECK(model_description(file.path).find("\nclasses never seen\t0,2\nrows without a class\tno\n") !=
          std::string::npos);
}

TEST_CASE(
    "a model file keeps path, coupling and base where they are no diffusion's, which is without a word") {
    const Scratch file;
    TrainedModel model = small_model();
    write_model(file.path, model);
    for (const char* key : {"path", "coupling", "base"})
        CHECK_FALSE(safetensors::read(file.path, safetensors::Seal::required).metadata.contains(key));
    CHECK(read_model(file.path).recipe.departure().empty());
    CHECK(model_description(file.path).find("\nbase\tgaussian\n") != std::string::npos);
    model.recipe.path = "arc", model.recipe.coupling = "shift", model.recipe.base = "moons:noise=0.05";
    model.recipe.prediction = Prediction::velocity;
    write_model(file.path, model);
    CHECK(read_model(file.path).recipe == model.recipe);
    CHECK(model_description(file.path).find("\ncoupling\tshift\nbase\tmoons:noise=0.05\n") !=
          std::string::npos);
}

TEST_CASE("a model file keeps a step to the last bit, and refuses one on a path without it") {
    const Scratch file;
    TrainedModel model = small_model();
    model.recipe.prediction = {Prediction::previous, 1.0 / 7};
    write_model(file.path, model);
    CHECK(read_model(file.path).recipe.prediction == model.recipe.prediction);
    CHECK_THROWS_WITH_AS(NeuralModel(read_model(file.path)), doctest::Contains("on schedule ve alone"),
                         Error);
}

TEST_CASE("a file that is no model, or lacks a part of one, is refused by name") {
    const Scratch file;
    write_model(file.path, small_model());
    const safetensors::Contents whole = safetensors::read(file.path, safetensors::Seal::required);
    const auto refused = [&](const safetensors::Contents& contents) {
        safetensors::write(file.path, contents);
        try {
            read_model(file.path);
            return std::string();
        } catch (const Error& error) {
            return std::string(error.what());
        }
    };
    CHECK(refused(whole).empty());
    for (const auto& [key, value] : whole.metadata) {
        if (key == "format" || key == "crc32" || key == "library")
            continue;  // written anew, or for people only
        safetensors::Contents part = whole;
        part.metadata.erase(key);
        CHECK(refused(part).find(file.path) != std::string::npos);
    }
    for (const auto& [name, tensor] : whole.tensors) {
        safetensors::Contents part = whole, misshapen = whole;
        part.tensors.erase(name);
        CHECK(refused(part).find("no tensor '" + name + "'") != std::string::npos);
        misshapen.tensors[name].shape.insert(misshapen.tensors[name].shape.begin(), 1);
        CHECK(refused(misshapen).find("of tensor '" + name + "'") != std::string::npos);
    }
    safetensors::Contents more = whole;
    more.tensors["stranger"] = {{1}, {0.0F}};
    CHECK(refused(more).find("tensors that its network does not have") != std::string::npos);
}
