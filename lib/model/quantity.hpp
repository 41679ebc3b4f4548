// What a model says of points at a time: its velocity, score and the like, in the units of the data.
#pragma once

#include <string>
#include <vector>

#include "core/parallel.hpp"
#include "model/denoiser.hpp"

namespace drift::model {

/// x0        E[x0 | x_t]
/// eps       E[eps | x_t] = (x_t - alpha x0) / sigma, of standard normal eps
/// score     grad log p_t(x_t) = -eps / sigma
/// velocity  v_t = -u_t(x_t), which points to the data: path/pointwise.hpp
/// logp      log p_t(x_t) in nats, of an exact model
enum class Quantity { velocity, score, x0, eps, logp };

/// Their names, and the quantity of a name; UsageError when there is none.
const std::vector<std::string>& quantity_names();
Quantity quantity_named(const std::string& name);

/// The quantity at points x (n, d) at time t, both x and the result in the units of the data: (n, d), of logp
/// (n, 1). UsageError when the model does not know it; Error when it is not finite at some row, which for
/// logp -infinity may be.
Rows quantity(const Model& model, Quantity of, Rows x, Real t, ThreadPool& pool);

}  // namespace drift::model
