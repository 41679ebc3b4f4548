// The denoiser of a Gaussian mixture, its noised density and score.
#pragma once

#include <memory>

#include "distribution/mixture_law.hpp"
#include "exact/exact_model.hpp"

namespace drift::exact {

/// x0 ~ sum_k w_k N(m_k, C_k), so x_t ~ sum_k w_k N(alpha m_k, alpha^2 C_k +
/// sigma^2), and with the responsibilities r_k
///     E[x0 | x]    = sum_k r_k (m_k + alpha C_k V_k^-1 (x - alpha m_k)),   V_k = alpha^2 C_k + sigma^2,
///     grad log p_t = -sum_k r_k V_k^-1 (x - alpha m_k).
class MixtureModel final : public ExactModel {
public:
    MixtureModel(Mixture mixture, std::shared_ptr<const Schedule> schedule);
    MixtureModel(MixtureLaw data, std::shared_ptr<const Schedule> schedule);

    const MixtureLaw& data() const override { return data_; }
    Vector class_weights() const override { return data_.class_weights(); }
    Rows score(const Rows& x, const Vector& t, const Labels& labels) const override;

    /// The mixture, or the part of one class; -1 for the whole.
    const Mixture& part(int label) const { return data_.part(label); }

private:
    std::unique_ptr<ExactDenoiser> exact_denoiser(std::size_t rows, const Labels& labels) const override;

    MixtureLaw data_;
};

}  // namespace drift::exact
