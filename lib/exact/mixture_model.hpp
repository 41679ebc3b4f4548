// The denoiser of a Gaussian mixture, its noised density and score.
#pragma once

#include <memory>
#include <vector>

#include "distribution/mixture.hpp"
#include "exact/exact_model.hpp"

namespace drift::exact {

/// x0 ~ sum_k w_k N(m_k, C_k), so x_t ~ sum_k w_k N(alpha m_k, alpha^2 C_k + sigma^2), and with the
/// responsibilities r_k
///     E[x0 | x]    = sum_k r_k (m_k + alpha C_k V_k^-1 (x - alpha m_k)),   V_k = alpha^2 C_k + sigma^2,
///     grad log p_t = -sum_k r_k V_k^-1 (x - alpha m_k).
class MixtureModel final : public ExactModel {
public:
    MixtureModel(Mixture mixture, std::shared_ptr<const Schedule> schedule);

    Vector class_weights() const override;
    Rows draw(const Random& random, std::uint64_t first, std::size_t n, const Labels& labels) const override;
    std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t rows,
                                       const Labels& labels) const override;
    Vector log_density(const Rows& x, const Vector& t, const Labels& labels) const override;
    Rows score(const Rows& x, const Vector& t, const Labels& labels) const override;

    /// The mixture, or the part of one class; -1 for the whole.
    const Mixture& part(int label) const;

private:
    Mixture all_;
    std::vector<Mixture> parts_;  // empty ones for classes without a component
};

}  // namespace drift::exact
