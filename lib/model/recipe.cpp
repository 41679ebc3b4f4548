#include "model/recipe.hpp"

namespace drift::model {

std::unique_ptr<const Network> network_of(const Recipe& recipe) {
    return recipe.classifies() ? make_network(recipe.network, recipe.row_shape, 0, recipe.classes)
                               : make_network(recipe.network, recipe.row_shape, recipe.classes);
}

}  // namespace drift::model
