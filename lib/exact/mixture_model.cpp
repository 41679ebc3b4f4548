#include "exact/mixture_model.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "distribution/by_class.hpp"
#include "exact/mixture_snapshot.hpp"

namespace drift::exact {

namespace {

class MixtureDenoiser final : public ExactDenoiser {
public:
    MixtureDenoiser(const MixtureLaw& law, const Schedule& schedule, const Labels& labels, std::size_t rows,
                    Wanted wanted = Wanted::x0)
        : schedule_(schedule), classes_(by_class(labels, rows, law.classes())) {
        const std::size_t d = law.dimension();
        std::size_t most = 0;
        for (const ClassRows& of : classes_) {
            snapshots_.emplace_back(law.part(of.label), wanted);
            most = std::max(most, law.part(of.label).means.shape(0));
        }
        for (std::vector<Real>* numbers : {&points_, &results_, &directions_, &products_})
            numbers->resize(d * lanes);
        vjp_scratch_.resize(3 * d * lanes);
        scratch_.resize((most + 2 * d) * lanes);
    }

    void evaluate(const Rows& x, const Vector& t, const Evaluation& asked) override {
        for (std::size_t c = 0; c < classes_.size(); ++c) {
            const std::vector<std::size_t>& rows = classes_[c].rows;
            for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
                while (end < rows.size() && t(rows[end]) == t(rows[begin])) ++end;
                snapshots_[c].take(schedule_.at(t(rows[begin])));
                for (std::size_t i = begin; i < end; i += lanes) {
                    const std::span<const std::size_t> some{rows.data() + i, std::min(lanes, end - i)};
                    lanes_of(snapshots_[c].view(), x, some, asked.x0_hat, asked.log_density);
                    for (std::size_t p = 0; asked.w && p < asked.w->size(); ++p)
                        vjp_lanes(snapshots_[c], (*asked.w)[p], some, (*asked.products)[p]);
                }
            }
        }
    }

private:
    static constexpr std::size_t lanes = MixtureLoops::lanes;

    // Rows to lanes; what is left of these repeats the last row.
    static void gather(const Rows& x, std::span<const std::size_t> rows, std::vector<Real>& numbers) {
        for (std::size_t i = 0; i < lanes; ++i)
            for (std::size_t j = 0; j < x.shape(1); ++j)
                numbers[j * lanes + i] = x(rows[std::min(i, rows.size() - 1)], j);
    }

    static void scatter(const std::vector<Real>& numbers, std::span<const std::size_t> rows, Rows& x) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t j = 0; j < x.shape(1); ++j) x(rows[i], j) = numbers[j * lanes + i];
    }

    void lanes_of(const MixtureAt& at, const Rows& x, std::span<const std::size_t> rows, Rows& x0_hat,
                  Vector* log_density) {
        gather(x, rows, points_);
        Real largest[lanes];
        mixture_loops().average(at, points_.data(), results_.data(), largest, sum_, scratch_.data());
        scatter(results_, rows, x0_hat);
        for (std::size_t i = 0; log_density && i < rows.size(); ++i)
            (*log_density)(rows[i]) = largest[i] + std::log(sum_[i]) -
                                      0.5 * static_cast<Real>(at.d) * std::log(2 * std::numbers::pi);
    }

    // After lanes_of() on the same rows.
    void vjp_lanes(MixtureSnapshot& snapshot, const Rows& w, std::span<const std::size_t> rows,
                   Rows& product) {
        gather(w, rows, directions_);
        mixture_loops().vjp(snapshot.view(), snapshot.linear(), snapshot.ratio(), points_.data(),
                            results_.data(), sum_, scratch_.data(), directions_.data(), products_.data(),
                            vjp_scratch_.data());
        scatter(products_, rows, product);
    }

    const Schedule& schedule_;
    std::vector<ClassRows> classes_;
    std::vector<MixtureSnapshot> snapshots_;
    std::vector<Real> points_, results_, directions_, products_;  // (d, lanes)
    Real sum_[lanes];
    std::vector<Real> scratch_, vjp_scratch_;
};

}  // namespace

MixtureModel::MixtureModel(Mixture mixture, std::shared_ptr<const Schedule> schedule)
    : MixtureModel(MixtureLaw(std::move(mixture)), std::move(schedule)) {}

MixtureModel::MixtureModel(MixtureLaw data, std::shared_ptr<const Schedule> schedule)
    : ExactModel({.schedule = std::move(schedule),
                  .shape = data.shape(),
                  .classes = data.classes(),
                  .second_moment = data.second_moment(),
                  .spread = std::sqrt(data.variance())}),
      data_(std::move(data)) {}

std::unique_ptr<ExactDenoiser> MixtureModel::exact_denoiser(std::size_t rows, const Labels& labels) const {
    return std::make_unique<MixtureDenoiser>(data_, schedule(), labels, rows);
}

Rows MixtureModel::score(const Rows& x, const Vector& t, const Labels& labels) const {
    return MixtureDenoiser(data_, schedule(), labels, x.shape(0), Wanted::score)(x, t);
}

}  // namespace drift::exact
