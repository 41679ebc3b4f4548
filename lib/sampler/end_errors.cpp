#include "sampler/end_errors.hpp"

#include <cmath>

#include "core/error.hpp"

namespace drift::sampler {

// Ten root mean squares of the data leave 1 % of their variance.
std::string cure_of_start(const Model& model, const Scales& at, bool exact) {
    const Real enough = 10 * std::sqrt(model.second_moment()), later = model.schedule().nearest_time(enough);
    const bool goes_on = later > at.t && start_error(model, model.schedule().at(later)) <= most_start_error;
    std::string cure;
    if (goes_on) cure += concat("set t-max ", later, ", or ");
    if (exact) cure += "set start exact, or ";
    return concat(cure, exact ? "take" : "train on", " a schedule that ends at sigma / alpha = ", enough,
                  " or more");
}

Real noise_left(const Model& model, const TimeGrid& grid) {
    const Scales& at = grid.towards_data() ? grid.last() : grid.first();
    return at.sigma / at.alpha * static_cast<Real>(model.standardization().spread);
}

}  // namespace drift::sampler
