// Exact models: the closed forms that stand wherever a trained model can stand.
#pragma once

#include <memory>
#include <string>

#include "distribution/distribution.hpp"
#include "exact/exact_denoiser.hpp"

namespace drift::exact {

/// A model whose noised density p_t is known. Labels are one per row, or empty for the unconditional density.
class ExactModel : public Model, public NoisedLaw {
public:
    using Model::Model;

    /// The law of x0, in the model's units.
    virtual const Distribution& data() const = 0;

    const NoisedLaw* law() const final { return this; }

    Rows draw(const Random& random, std::uint64_t first, std::size_t n, const Labels& labels) const final;

    /// The probability of each class, (classes()).
    virtual Vector class_weights() const = 0;

    Vector log_density(const Rows& x, const Vector& t, const Labels& labels) const final;

    /// grad log p_t(x), (n, d).
    virtual Rows score(const Rows& x, const Vector& t, const Labels& labels) const = 0;

    std::unique_ptr<Denoiser> denoiser(std::size_t rows, const Labels& labels) const final;

private:
    virtual std::unique_ptr<ExactDenoiser> exact_denoiser(std::size_t rows, const Labels& labels) const = 0;
};

/// The model of a file: points, when it begins as a .npy file does, with the classes of its rows in another
/// file unless labels_file is empty; else a mixture as JSON. What is in the file, in data units, is the
/// model's in the given ones.
std::unique_ptr<ExactModel> make_exact_model(const std::string& file, const std::string& labels_file,
                                             std::shared_ptr<const Schedule> schedule,
                                             const Standardization& units = {});

}  // namespace drift::exact
