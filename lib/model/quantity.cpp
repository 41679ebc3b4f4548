#include "model/quantity.hpp"

#include <algorithm>
#include <cmath>

#include "model/recipe.hpp"
#include "path/pointwise.hpp"

namespace drift::model {
namespace {

// Of rows x in the model's units, at one time.
Rows of_slice(const Model& model, Quantity of, const Rows& x, const Scales& at) {
    const std::size_t n = row_count(x);
    const Vector t({n}, at.t);
    const Real spread = model.standardization().spread;
    switch (of) {
        case Quantity::velocity:
            return spread * towards_data((*model.velocity(n, {}))(x, t));
        case Quantity::logp: {
            const Real d = static_cast<Real>(dimension(x));
            const Vector density = model.law()->log_density(x, t, {});
            return Rows(column(density)) - d * std::log(spread);
        }
        case Quantity::x0: {
            Rows x0 = (*model.denoiser(n, {}))(x, t);
            model.standardization().to_data(x0);
            return x0;
        }
        default:
            break;
    }
    const Rows x0 = (*model.denoiser(n, {}))(x, t), eps = (x - at.alpha * x0) / at.sigma;
    return of == Quantity::eps ? eps : Rows(eps / (-at.sigma * spread));
}

void check(const Model& model, Quantity of) {
    if (of == Quantity::logp && !model.law())
        throw UsageError("logp is that of the law of x_t, which only an exact model knows");
    if (of == Quantity::score || of == Quantity::eps)
        expect_diffusion(model.facts().departure, quantity_names()[static_cast<std::size_t>(of)]);
}

}  // namespace

const std::vector<std::string>& quantity_names() {
    static const std::vector<std::string> names{"velocity", "score", "x0", "eps", "logp"};
    return names;
}

Quantity quantity_named(const std::string& name) {
    const std::vector<std::string>& names = quantity_names();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) throw UsageError(unknown("quantity", name, names));
    return static_cast<Quantity>(found - names.begin());
}

Rows quantity(const Model& model, Quantity of, Rows x, Real t, ThreadPool& pool) {
    check(model, of);
    const Scales at = model.schedule().at(t);
    model.standardization().to_model(x);
    const std::size_t n = row_count(x), wide = of == Quantity::logp ? 1 : dimension(x);
    Rows all = zeros(n, wide);
    pool.run((n + slice_rows - 1) / slice_rows, [&](std::size_t slice, unsigned) {
        const std::size_t first = slice * slice_rows, count = std::min(slice_rows, n - first);
        const Rows part = of_slice(model, of, row_range(x, first, count), at);
        std::copy(part.begin(), part.end(), all.data() + first * wide);
    });
    for (std::size_t i = 0; i < all.size(); ++i)
        if (std::isnan(all.data()[i]) || (of != Quantity::logp && std::isinf(all.data()[i])))
            throw Error(quantity_names()[static_cast<std::size_t>(of)], " is not finite at t = ", t,
                        " in row ", i / wide);
    return all;
}

}  // namespace drift::model
