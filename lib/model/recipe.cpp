#include "model/recipe.hpp"

#include "core/error.hpp"
#include "distribution/rescaled.hpp"
#include "distribution/toy.hpp"

namespace drift::model {

std::string Recipe::departure() const {
    const Recipe diffusion;
    if (path != diffusion.path) return "path " + path;
    if (coupling != diffusion.coupling) return "coupling " + coupling;
    if (base != diffusion.base) return "base " + base;
    return {};
}

std::unique_ptr<const Network> network_of(const Recipe& recipe) {
    return recipe.prediction ? make_network(recipe.network, recipe.row_shape, recipe.classes)
                             : make_network(recipe.network, recipe.row_shape, 0, recipe.classes);
}

std::shared_ptr<const Distribution> base_of(const Recipe& recipe) {
    if (recipe.base == Recipe().base) return nullptr;
    const std::size_t d = entries(recipe.row_shape);
    if (sets().find(recipe.base.substr(0, recipe.base.find(':'))).takes_text())
        throw UsageError("base '", recipe.base, "' stands in a file of its own, which no model can keep");
    const std::shared_ptr<const Distribution> law = make_set(recipe.base).law;
    if (law->dimension() != d)
        throw UsageError("expected a base of ", d, " numbers a row, as the data have, found ",
                         law->dimension(), " in '", recipe.base, "'");
    if (law->size())
        throw UsageError("base '", recipe.base, "' is a list of ", *law->size(), " rows, not a law");
    const Standardization& units = recipe.standardization;
    std::vector<Real> mean(units.mean.begin(), units.mean.end());
    mean.resize(d, 0);
    return std::make_shared<Rescaled>(law, std::move(mean), static_cast<Real>(units.spread));
}

std::string canonical_base(const std::string& base) {
    return base == Recipe().base ? base : Spec(base, sets()).canonical();
}

void check_prediction(const Recipe& recipe) {
    const Prediction& prediction = recipe.prediction.value();
    if (!recipe.affine() && prediction.kind != Prediction::velocity)
        throw UsageError("on path ", recipe.path, " a network can predict velocity alone, found ",
                         name(prediction));
    if (prediction.kind == Prediction::score || prediction.kind == Prediction::previous)
        expect_diffusion(recipe.departure(), "prediction " + name(prediction));
    check_path(prediction, *make_schedule(recipe.schedule));
}

void expect_diffusion(const std::string& departure, const std::string& what) {
    if (!departure.empty())
        throw UsageError(
            what, " presumes x_t = alpha x0 + sigma eps with independent normal eps, and the model has ",
            departure);
}

}  // namespace drift::model
