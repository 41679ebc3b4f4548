#include "model/recipe.hpp"

namespace drift::model {

std::unique_ptr<const Network> network_of(const Recipe& recipe) {
    const std::size_t d = entries(recipe.row_shape);
    return recipe.classifies() ? make_network(recipe.network, d, 0, recipe.classes)
                               : make_network(recipe.network, d, recipe.classes);
}

}  // namespace drift::model
