// The frame of each prediction.
#include "model/frame.hpp"

#include <cmath>

namespace drift {

Frame frame(Prediction kind, const Scales& at) {
    const Real spread = std::hypot(at.alpha, at.sigma);
    return {1 / spread, kind == Prediction::v ? spread : 1};
}

}  // namespace drift
