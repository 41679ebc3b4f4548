#include "exact/mixture_snapshot.hpp"

#include <algorithm>
#include <cmath>

namespace drift::exact {

MixtureSnapshot::MixtureSnapshot(const Mixture& mixture, Wanted wanted)
    : mixture_(&mixture), wanted_(wanted) {
    for (const Rows& u : mixture.directions) directions_.push_back(u.data());
}

void MixtureSnapshot::take(const Scales& at) {
    // Of a component without width at sigma = 0: all weight to the nearest, no 0 / 0.
    constexpr Real least_variance = 1e-200;
    const std::size_t k = mixture_->means.shape(0), d = mixture_->means.shape(1);
    log_scales_.resize(k);
    for (std::vector<Real>* numbers : {&centres_, &precisions_, &offsets_, &gains_}) numbers->resize(k * d);
    ratio_ = at.alpha / (at.sigma * at.sigma);
    for (std::size_t c = 0; c < k; ++c) {
        log_scales_[c] = std::log(mixture_->weights(c));
        for (std::size_t j = 0; j < d; ++j) {
            const Real mean = mixture_->means(c, j), width = mixture_->variances(c, j);
            const Real noised = std::max(at.alpha * at.alpha * width + at.sigma * at.sigma, least_variance);
            log_scales_[c] -= 0.5 * std::log(noised);
            centres_[c * d + j] = at.alpha * mean;
            precisions_[c * d + j] = 1 / noised;
            offsets_[c * d + j] = wanted_ == Wanted::x0 ? mean : 0;
            gains_[c * d + j] = wanted_ == Wanted::x0 ? at.alpha * width / noised : -1 / noised;
        }
    }
}

MixtureAt MixtureSnapshot::view() const {
    return {.k = mixture_->means.shape(0),
            .d = mixture_->means.shape(1),
            .log_scales = log_scales_.data(),
            .centres = centres_.data(),
            .precisions = precisions_.data(),
            .offsets = offsets_.data(),
            .gains = gains_.data(),
            .directions = directions_.empty() ? nullptr : directions_.data()};
}

MixtureAt MixtureSnapshot::linear() {
    nothing_.resize(centres_.size(), 0);
    MixtureAt at = view();
    at.centres = at.offsets = nothing_.data();
    return at;
}

}  // namespace drift::exact
