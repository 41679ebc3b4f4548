// A Gaussian mixture as a distribution.
#pragma once

#include <vector>

#include "distribution/distribution.hpp"
#include "distribution/mixture.hpp"

namespace drift::distribution {

class MixtureLaw final : public Distribution {
public:
    explicit MixtureLaw(Mixture mixture);

    Rows draw(const Random& random, std::uint64_t first, std::size_t n,
              Labels* classes = nullptr) const override;
    Rows draw_given(const Random& random, std::uint64_t first, const Labels& labels) const override;

    /// log sum_k w_k N(x; m_k, C_k). A component without width has all of its
    /// density, without end, at one point.
    std::optional<Vector> log_density(const Rows& x) const override;

    const Mixture* mixture() const override { return &all_; }

    /// The mixture, or the part of one class; -1 for the whole. Error when the class has no component.
    const Mixture& part(int label) const;

    /// The probability of each class, (classes()).
    Vector class_weights() const;

    /// E|x|^2 / d.
    Real second_moment() const;

    /// E|x - E x|^2 / d.
    Real variance() const;

private:
    Mixture all_;
    std::vector<Mixture> parts_;  // (classes()), empty ones for classes without a component
};

}  // namespace drift::distribution
