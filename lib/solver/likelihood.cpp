// A model of longer rows, whose further numbers have div u for their velocity.
#include "solver/likelihood.hpp"

#include <cmath>
#include <numbers>

namespace drift::solver {
namespace {

// Which w are pulled back, and which estimates of the trace are w^T J w.
std::vector<Rows> directions(const Divergence& divergence, std::uint64_t first, std::size_t n,
                             std::size_t d) {
    std::vector<Rows> w;
    if (divergence.probes == 0)
        for (std::size_t j = 0; j < d; ++j) {
            w.push_back(zeros(n, d));
            for (std::size_t i = 0; i < n; ++i) w[j](i, j) = 1;
        }
    const Random random(divergence.seed, "likelihood");
    std::vector<std::uint32_t> bits(d);
    for (std::size_t p = 0; p < divergence.probes; ++p) {
        w.push_back(zeros(n, d));
        for (std::size_t i = 0; i < n; ++i) {
            random.bits(first + i, static_cast<std::uint32_t>(p), bits);
            for (std::size_t j = 0; j < d; ++j) w[p](i, j) = bits[j] >> 31 ? 1 : -1;
        }
    }
    return w;
}

// Rows (x, l) with E[x0 | x] for x, and for each l what makes its velocity div u: from
//     of_x l + of_x0 l0 = of_x d + of_x0 tr J
// follows  l0 = tr J + of_x / of_x0 (d - l),  of_x = sigma' / sigma, of_x0 = alpha' - alpha of_x.
class LongerDenoiser final : public Denoiser {
public:
    LongerDenoiser(std::unique_ptr<Denoiser> denoise, const Schedule& schedule, std::size_t d, bool exact,
                   std::vector<Rows> directions)
        : denoise_(std::move(denoise)),
          schedule_(schedule),
          d_(d),
          exact_(exact),
          directions_(std::move(directions)) {}

    Rows operator()(const Rows& longer, const Vector& t) override {
        const Rows x = xt::view(longer, xt::all(), xt::range(std::size_t{0}, d_));
        const Rows x0 = denoise_->vjp(x, t, directions_, products_);
        Rows y = zeros(row_count(longer), dimension(longer));
        for (std::size_t i = 0; i < row_count(x); ++i) {
            const Scales at = schedule_.at(t(i));
            const Real of_x = at.sigma_dot / at.sigma, of_x0 = at.alpha_dot - at.alpha * of_x;
            for (std::size_t j = 0; j < d_; ++j) y(i, j) = x0(i, j);
            for (std::size_t p = 0; p < directions_.size(); ++p)
                for (std::size_t j = 0; j < d_; ++j)
                    y(i, d_ + (exact_ ? 0 : p)) += directions_[p](i, j) * products_[p](i, j);
            for (std::size_t j = d_; j < dimension(longer); ++j)
                y(i, j) += of_x / of_x0 * (static_cast<Real>(d_) - longer(i, j));
        }
        return y;
    }

private:
    std::unique_ptr<Denoiser> denoise_;
    const Schedule& schedule_;
    std::size_t d_;
    bool exact_;
    std::vector<Rows> directions_, products_;
};

class LongerModel final : public Model {
public:
    LongerModel(const Model& model, const Divergence& divergence)
        : Model(longer(model.facts(), divergence)), model_(model), divergence_(divergence) {}

    std::unique_ptr<Denoiser> denoiser(std::uint64_t first, std::size_t rows,
                                       const Labels& labels) const override {
        const std::size_t d = model_.dimension();
        return std::make_unique<LongerDenoiser>(model_.denoiser(first, rows, labels), model_.schedule(), d,
                                                divergence_.probes == 0,
                                                directions(divergence_, first, rows, d));
    }

private:
    static ModelFacts longer(ModelFacts facts, const Divergence& divergence) {
        facts.shape = {entries(facts.shape) + std::max<std::size_t>(divergence.probes, 1)};
        return facts;
    }

    const Model& model_;
    const Divergence& divergence_;
};

}  // namespace

Transport transport(const Model& model, const Solver& solver, const Vector& times, const Rows& x,
                    const Divergence& divergence, const Labels& labels, ThreadPool& pool) {
    const LongerModel longer(model, divergence);
    const std::size_t n = row_count(x), d = model.dimension(), all = longer.dimension();
    Rows start = zeros(n, all);
    xt::view(start, xt::all(), xt::range(std::size_t{0}, d)) = x;
    const Sampler sampler{.model = longer,
                          .solver = solver,
                          .grid = {times, longer.schedule(), solver},
                          .noise = std::make_shared<NoNoise>(),
                          .start = given_start(start, 0)};
    const Samples moved = sampler(0, n, labels, pool);
    return {xt::view(moved.rows, xt::all(), xt::range(std::size_t{0}, d)),
            xt::view(moved.rows, xt::all(), xt::range(d, all)), moved.evaluations};
}

Vector log_normal(const Rows& x, Real sigma) {
    Vector log_density({row_count(x)}, 0.0);
    const Real constant = std::log(sigma) + 0.5 * std::log(2 * std::numbers::pi);
    for (std::size_t i = 0; i < row_count(x); ++i)
        for (std::size_t j = 0; j < dimension(x); ++j)
            log_density(i) -= constant + 0.5 * std::pow(x(i, j) / sigma, 2);
    return log_density;
}

}  // namespace drift::solver
