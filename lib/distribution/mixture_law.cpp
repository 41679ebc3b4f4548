#include "distribution/mixture_law.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "distribution/by_class.hpp"
#include "kernel/mixture_loops.hpp"

namespace drift::distribution {
namespace {

constexpr Real least_variance = 1e-200;  // of a component without width, so that no 0 / 0 arises

std::size_t classes_of(const Mixture& mixture) {
    if (mixture.labels.empty()) return 0;
    return static_cast<std::size_t>(*std::max_element(mixture.labels.begin(), mixture.labels.end())) + 1;
}

}  // namespace

MixtureLaw::MixtureLaw(Mixture mixture)
    : Distribution({mixture.means.shape(1)}, classes_of(mixture)),
      all_(std::move(mixture)),
      parts_(classes()) {
    for (std::size_t k = 0; k < all_.labels.size(); ++k)
        if (all_.weights(k) > 0)
            parts_[static_cast<std::size_t>(all_.labels[k])] = only_class(all_, all_.labels[k]);
}

const Mixture& MixtureLaw::part(int label) const {
    if (label < 0) return all_;
    const Mixture& mixture = parts_[static_cast<std::size_t>(label)];
    if (mixture.weights.size() == 0) throw Error("no component of the mixture has class ", label);
    return mixture;
}

Rows MixtureLaw::draw(const Random& random, std::uint64_t first, std::size_t n, Labels* classes) const {
    return distribution::draw(all_, random, first, n, classes);
}

Rows MixtureLaw::draw_given(const Random& random, std::uint64_t first, const Labels& labels) const {
    const std::size_t n = labels.size(), d = dimension();
    Rows x = zeros(n, d);
    for (const ClassRows& of : by_class(labels, n, classes())) {
        const Rows drawn = distribution::draw(part(of.label), random, first, n);
        for (const std::size_t i : of.rows) std::copy_n(&drawn(i, 0), d, &x(i, 0));
    }
    return x;
}

std::optional<Vector> MixtureLaw::log_density(const Rows& x) const {
    constexpr std::size_t lanes = MixtureLoops::lanes;
    const std::size_t n = row_count(x), k = all_.means.shape(0), d = dimension();
    std::vector<Real> log_scales(k), precisions(k * d), nothing(k * d);
    for (std::size_t c = 0; c < k; ++c) {
        log_scales[c] = std::log(all_.weights(c));
        for (std::size_t j = 0; j < d; ++j) {
            const Real variance = std::max(all_.variances(c, j), least_variance);
            log_scales[c] -= 0.5 * std::log(variance);
            precisions[c * d + j] = 1 / variance;
        }
    }
    std::vector<const Real*> directions;
    for (const Rows& u : all_.directions) directions.push_back(u.data());
    const MixtureAt at{.k = k,
                       .d = d,
                       .log_scales = log_scales.data(),
                       .centres = all_.means.data(),
                       .precisions = precisions.data(),
                       .offsets = nothing.data(),
                       .gains = nothing.data(),
                       .directions = directions.empty() ? nullptr : directions.data()};
    std::vector<Real> points(d * lanes), unused(d * lanes), scratch((k + 2 * d) * lanes);
    Vector log_p({n}, 0.0);
    for (std::size_t begin = 0; begin < n; begin += lanes) {
        for (std::size_t i = 0; i < lanes; ++i)  // lanes beyond the rows repeat the last one
            for (std::size_t j = 0; j < d; ++j) points[j * lanes + i] = x(std::min(begin + i, n - 1), j);
        Real largest[lanes], sum[lanes];
        mixture_loops().average(at, points.data(), unused.data(), largest, sum, scratch.data());
        for (std::size_t i = 0; i < lanes && begin + i < n; ++i)
            log_p(begin + i) =
                largest[i] + std::log(sum[i]) - 0.5 * static_cast<Real>(d) * std::log(2 * std::numbers::pi);
    }
    return log_p;
}

Vector MixtureLaw::class_weights() const {
    Vector weights({classes()}, 0.0);
    for (std::size_t k = 0; k < all_.labels.size(); ++k)
        weights(static_cast<std::size_t>(all_.labels[k])) += all_.weights(k);
    return weights;
}

Real MixtureLaw::second_moment() const {
    const std::size_t k = all_.means.shape(0), d = all_.means.shape(1);
    Real sum = 0;
    for (std::size_t c = 0; c < k; ++c)
        for (std::size_t j = 0; j < d; ++j)
            sum += all_.weights(c) * (all_.means(c, j) * all_.means(c, j) + all_.variances(c, j));
    return sum / static_cast<Real>(d);
}

Real MixtureLaw::variance() const {
    const std::size_t k = all_.means.shape(0), d = all_.means.shape(1);
    Real sum = 0;
    for (std::size_t j = 0; j < d; ++j) {
        Real mean = 0;
        for (std::size_t c = 0; c < k; ++c) mean += all_.weights(c) * all_.means(c, j);
        for (std::size_t c = 0; c < k; ++c) {
            const Real off = all_.means(c, j) - mean;
            sum += all_.weights(c) * (off * off + all_.variances(c, j));
        }
    }
    return sum / static_cast<Real>(d);
}

}  // namespace drift::distribution
