#include "distribution/rescaled.hpp"

#include <cmath>

namespace drift::distribution {

Rescaled::Rescaled(std::shared_ptr<const Distribution> law, std::vector<Real> shift, Real scale)
    : Distribution(law->shape(), law->classes(), law->size()),
      law_(std::move(law)),
      shift_(std::move(shift)),
      scale_(scale) {}

Rows Rescaled::draw(const Random& random, std::uint64_t first, std::size_t n, Labels* classes) const {
    return moved(law_->draw(random, first, n, classes));
}

Rows Rescaled::draw_given(const Random& random, std::uint64_t first, const Labels& labels) const {
    return moved(law_->draw_given(random, first, labels));
}

std::optional<Vector> Rescaled::log_density(const Rows& y) const {
    const std::size_t d = shift_.size();
    Rows x = y;
    for (std::size_t i = 0; i < x.size(); ++i) x.data()[i] = shift_[i % d] + scale_ * x.data()[i];
    std::optional<Vector> log_p = law_->log_density(x);
    if (log_p) *log_p += static_cast<Real>(d) * std::log(scale_);
    return log_p;
}

Rows Rescaled::moved(Rows x) const {
    const std::size_t d = shift_.size();
    for (std::size_t i = 0; i < x.size(); ++i) x.data()[i] = (x.data()[i] - shift_[i % d]) / scale_;
    return x;
}

}  // namespace drift::distribution
