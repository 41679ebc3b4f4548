// Mixtures under a Gaussian path, in the eigen-directions of their covariances.
#include "exact/mixture_model.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "core/error.hpp"
#include "kernel/instruction_set.hpp"
#include "kernel/mixture_loops.hpp"

namespace drift::exact {

namespace {

constexpr Real least_variance =
    1e-200;  // of a component without width at sigma = 0: all weight to the nearest, no 0 / 0

enum class Wanted { x0, score };

// A part of the mixture at one time; recomputed when the time changes.
class Snapshot {
public:
    Snapshot(const Mixture& mixture, Wanted wanted) : mixture_(&mixture), wanted_(wanted) {
        for (const Rows& u : mixture.directions) directions_.push_back(u.data());
    }

    void take(const Scales& at) {
        const std::size_t k = mixture_->means.shape(0), d = mixture_->means.shape(1);
        log_scales_.resize(k);
        for (std::vector<Real>* numbers : {&centres_, &precisions_, &offsets_, &gains_})
            numbers->resize(k * d);
        ratio_ = at.alpha / (at.sigma * at.sigma);
        for (std::size_t c = 0; c < k; ++c) {
            log_scales_[c] = std::log(mixture_->weights(c));
            for (std::size_t j = 0; j < d; ++j) {
                const Real mean = mixture_->means(c, j), width = mixture_->variances(c, j);
                const Real noised =
                    std::max(at.alpha * at.alpha * width + at.sigma * at.sigma, least_variance);
                log_scales_[c] -= 0.5 * std::log(noised);
                centres_[c * d + j] = at.alpha * mean;
                precisions_[c * d + j] = 1 / noised;
                offsets_[c * d + j] = wanted_ == Wanted::x0 ? mean : 0;
                gains_[c * d + j] = wanted_ == Wanted::x0 ? at.alpha * width / noised : -1 / noised;
            }
        }
    }

    MixtureAt view() const {
        return {mixture_->means.shape(0),
                mixture_->means.shape(1),
                log_scales_.data(),
                centres_.data(),
                precisions_.data(),
                offsets_.data(),
                gains_.data(),
                directions_.empty() ? nullptr : directions_.data()};
    }

    // What acts on directions: no centres, no offsets.
    MixtureAt linear() {
        nothing_.resize(centres_.size(), 0);
        MixtureAt at = view();
        at.centres = at.offsets = nothing_.data();
        return at;
    }

    Real ratio() const { return ratio_; }  // alpha / sigma^2

private:
    const Mixture* mixture_;
    Wanted wanted_;
    Real ratio_ = 0;
    std::vector<const Real*> directions_;
    std::vector<Real> log_scales_, centres_, precisions_, offsets_, gains_, nothing_;
};

class MixtureDenoiser final : public Denoiser {
public:
    MixtureDenoiser(const MixtureModel& model, const Labels& labels, std::size_t rows,
                    Wanted wanted = Wanted::x0)
        : model_(model), classes_(by_class(labels, rows, model.classes())) {
        const std::size_t d = model.dimension();
        std::size_t most = 0;
        for (const ClassRows& of : classes_) {
            snapshots_.emplace_back(model.part(of.label), wanted);
            most = std::max(most, model.part(of.label).means.shape(0));
        }
        for (std::vector<Real>* numbers : {&points_, &results_, &directions_, &products_})
            numbers->resize(d * lanes);
        room_.resize(3 * d * lanes);
        scratch_.resize((most + 2 * d) * lanes);
    }

    Rows operator()(const Rows& x, const Vector& t) override {
        Rows average = zeros(x.shape(0), x.shape(1));
        evaluate(x, t, average, nullptr);
        return average;
    }

    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        Rows average = zeros(x.shape(0), x.shape(1));
        products.assign(w.size(), average);
        evaluate(x, t, average, nullptr, &w, &products);
        return average;
    }

    // The average that is wanted and, unless null, log p_t(x), and the average's derivative along w.
    void evaluate(const Rows& x, const Vector& t, Rows& average, Vector* log_density,
                  const std::vector<Rows>* w = nullptr, std::vector<Rows>* products = nullptr) {
        for (std::size_t c = 0; c < classes_.size(); ++c) {
            const std::vector<std::size_t>& rows = classes_[c].rows;
            for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
                while (end < rows.size() && t(rows[end]) == t(rows[begin])) ++end;
                snapshots_[c].take(model_.schedule().at(t(rows[begin])));
                for (std::size_t i = begin; i < end; i += lanes) {
                    const std::span<const std::size_t> some{rows.data() + i, std::min(lanes, end - i)};
                    lanes_of(snapshots_[c].view(), x, some, average, log_density);
                    for (std::size_t p = 0; w && p < w->size(); ++p)
                        pull_lanes(snapshots_[c], (*w)[p], some, (*products)[p]);
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

    void lanes_of(const MixtureAt& at, const Rows& x, std::span<const std::size_t> rows, Rows& average,
                  Vector* log_density) {
        gather(x, rows, points_);
        Real largest[lanes];
        mixture_loops().average(at, points_.data(), results_.data(), largest, sum_, scratch_.data());
        scatter(results_, rows, average);
        for (std::size_t i = 0; log_density && i < rows.size(); ++i)
            (*log_density)(rows[i]) = largest[i] + std::log(sum_[i]) -
                                      0.5 * static_cast<Real>(at.d) * std::log(2 * std::numbers::pi);
    }

    // After lanes_of() on the same rows.
    void pull_lanes(Snapshot& snapshot, const Rows& w, std::span<const std::size_t> rows, Rows& product) {
        gather(w, rows, directions_);
        mixture_loops().vjp(snapshot.view(), snapshot.linear(), snapshot.ratio(), points_.data(),
                            results_.data(), sum_, scratch_.data(), directions_.data(), products_.data(),
                            room_.data());
        scatter(products_, rows, product);
    }

    const MixtureModel& model_;
    std::vector<ClassRows> classes_;
    std::vector<Snapshot> snapshots_;
    std::vector<Real> points_, results_, directions_, products_;  // (d, lanes)
    Real sum_[lanes];
    std::vector<Real> scratch_, room_;
};

std::size_t classes_of(const Mixture& mixture) {
    if (mixture.labels.empty()) return 0;
    return static_cast<std::size_t>(*std::max_element(mixture.labels.begin(), mixture.labels.end())) + 1;
}

Real second_moment_of(const Mixture& mixture) {
    const std::size_t k = mixture.means.shape(0), d = mixture.means.shape(1);
    Real sum = 0;
    for (std::size_t c = 0; c < k; ++c)
        for (std::size_t j = 0; j < d; ++j)
            sum += mixture.weights(c) * (mixture.means(c, j) * mixture.means(c, j) + mixture.variances(c, j));
    return sum / static_cast<Real>(d);
}

}  // namespace

MixtureModel::MixtureModel(Mixture mixture, std::shared_ptr<const Schedule> schedule)
    : ExactModel({.schedule = std::move(schedule),
                  .shape = {mixture.means.shape(1)},
                  .classes = classes_of(mixture),
                  .second_moment = second_moment_of(mixture)}),
      all_(std::move(mixture)),
      parts_(classes()) {
    for (std::size_t k = 0; k < all_.labels.size(); ++k)
        if (all_.weights(k) > 0)
            parts_[static_cast<std::size_t>(all_.labels[k])] = only_class(all_, all_.labels[k]);
}

const Mixture& MixtureModel::part(int label) const {
    if (label < 0) return all_;
    const Mixture& mixture = parts_[static_cast<std::size_t>(label)];
    if (mixture.weights.size() == 0) throw Error("no component of the mixture has class ", label);
    return mixture;
}

Vector MixtureModel::class_weights() const {
    Vector weights({classes()}, 0.0);
    for (std::size_t k = 0; k < all_.labels.size(); ++k)
        weights(static_cast<std::size_t>(all_.labels[k])) += all_.weights(k);
    return weights;
}

Rows MixtureModel::draw(const Random& random, std::uint64_t first, std::size_t n,
                        const Labels& labels) const {
    Rows x0 = zeros(n, dimension());
    for (const ClassRows& of : by_class(labels, n, classes())) {
        const Rows drawn = distribution::draw(part(of.label), random, first, n);
        for (const std::size_t i : of.rows) std::copy_n(&drawn(i, 0), dimension(), &x0(i, 0));
    }
    return x0;
}

std::unique_ptr<Denoiser> MixtureModel::denoiser(std::uint64_t, std::size_t rows,
                                                 const Labels& labels) const {
    return std::make_unique<MixtureDenoiser>(*this, labels, rows);
}

Vector MixtureModel::log_density(const Rows& x, const Vector& t, const Labels& labels) const {
    Rows unused = zeros(x.shape(0), x.shape(1));
    Vector density({x.shape(0)}, 0.0);
    MixtureDenoiser(*this, labels, x.shape(0)).evaluate(x, t, unused, &density);
    return density;
}

Rows MixtureModel::score(const Rows& x, const Vector& t, const Labels& labels) const {
    return MixtureDenoiser(*this, labels, x.shape(0), Wanted::score)(x, t);
}

}  // namespace drift::exact
