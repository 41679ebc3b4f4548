// Training sets in blocks: a cloud of few coordinates is streamed, long rows are sifted first.
#include "exact/empirical_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "core/error.hpp"
#include "exact/point_covariance.hpp"
#include "kernel/empirical_loops.hpp"
#include "kernel/gemm.hpp"
#include "kernel/instruction_set.hpp"

namespace drift::exact {

namespace {

constexpr std::size_t lanes = EmpiricalLoops::lanes, block = EmpiricalLoops::block;
constexpr Real least_variance = 1e-200;  // at sigma = 0 all weight goes to the nearest point, without 0 / 0
constexpr Real infinity = std::numeric_limits<Real>::infinity();

// Takes the points of each class past the rows that ask for it, block by block. A row knows the least square
// so far and keeps its sums relative to it, so that what it needs does not grow with the number of points.
class EmpiricalDenoiser final : public Denoiser {
public:
    EmpiricalDenoiser(const PointSet& points, const Schedule& schedule, const Labels& labels,
                      std::size_t rows)
        : points_(points),
          schedule_(schedule),
          loops_(empirical_loops()),
          classes_(by_class(labels, rows, points.classes())) {}

    Rows operator()(const Rows& x, const Vector& t) override {
        Rows mean = zeros(x.shape(0), x.shape(1));
        evaluate(x, t, mean, nullptr);
        return mean;
    }

    Rows vjp(const Rows& x, const Vector& t, const std::vector<Rows>& w,
             std::vector<Rows>& products) override {
        Rows mean = zeros(x.shape(0), x.shape(1));
        products.assign(w.size(), mean);
        evaluate(x, t, mean, nullptr, &w, &products);
        return mean;
    }

    // The posterior mean and, unless null, log p_t(x), and the mean's derivative along w.
    void evaluate(const Rows& x, const Vector& t, Rows& mean, Vector* log_density,
                  const std::vector<Rows>* w = nullptr, std::vector<Rows>* products = nullptr) {
        for (const ClassRows& of : classes_) {
            const auto [begin, end] = points_.range(of.label);
            const Real n = static_cast<Real>(end - begin), d = static_cast<Real>(points_.d);
            start(x, t, of.rows, n);
            points_.cloud ? stream(begin, end) : sift(begin, end);
            for (std::size_t r = 0; r < of.rows.size(); ++r) {
                for (std::size_t j = 0; j < points_.d; ++j) mean(of.rows[r], j) = sums(r)[j] / totals_[r];
                if (log_density)
                    (*log_density)(of.rows[r]) = std::log(totals_[r] / n) - queries_[r].scale * least_[r] +
                                                 0.5 * d * std::log(queries_[r].scale / std::numbers::pi);
                if (w)
                    add_covariance(points_, begin, end,
                                   {query(r), queries_[r], least_[r], totals_[r], &mean(of.rows[r], 0)},
                                   of.rows[r], *w, *products);
            }
        }
    }

private:
    Real* query(std::size_t r) { return x_.data() + r * width_; }
    Real* sums(std::size_t r) { return sums_.data() + r * width_; }

    void start(const Rows& x, const Vector& t, const std::vector<std::size_t>& rows, Real n) {
        width_ = (points_.d + lanes - 1) / lanes * lanes;
        x_.assign(rows.size() * width_, 0);
        sums_.assign(rows.size() * width_, 0);
        totals_.assign(rows.size(), 0);
        least_.assign(rows.size(), infinity);
        lengths_.resize(rows.size());
        queries_.clear();
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const Scales at = schedule_.at(t(rows[r]));
            const Real variance = std::max(at.sigma * at.sigma, least_variance);
            queries_.push_back({at.alpha, 0.5 / variance, 53 * std::numbers::ln2 + std::log(n)});
            std::copy_n(x.data() + rows[r] * points_.d, points_.d, query(r));
            lengths_[r] = std::sqrt(std::inner_product(query(r), query(r) + width_, query(r), Real{0}));
        }
    }

    void stream(std::size_t begin, std::size_t end) {
        constexpr std::size_t in_cache = 8 * block;
        const Cloud cloud{points_.doubles.data(), points_.width, points_.d};
        const std::size_t size = (1 + points_.d) * lanes;
        partial_.assign(queries_.size() * size, 0);
        for (std::size_t from = begin; from < end; from += in_cache)
            for (std::size_t r = 0; r < queries_.size(); ++r)
                loops_.stream(cloud, from, std::min(end, from + in_cache), query(r), queries_[r], least_[r],
                              partial_.data() + r * size);
        for (std::size_t r = 0; r < queries_.size(); ++r) {
            const Real* lane = partial_.data() + r * size;
            totals_[r] = std::accumulate(lane, lane + lanes, Real{0});
            for (std::size_t j = 0; j < points_.d; ++j)
                sums(r)[j] = std::accumulate(lane + (1 + j) * lanes, lane + (2 + j) * lanes, Real{0});
        }
    }

    void sift(std::size_t begin, std::size_t end) {
        const std::size_t d = points_.d, rows = queries_.size();
        singles_.assign(x_.begin(), x_.end());
        products_.resize(rows * block);
        for (std::size_t from = begin; from < end; from += block) {
            const std::size_t count = std::min(block, end - from);
            gemm(false, true, rows, count, d, singles_.data(), width_, single_block(from, count), width_, 0,
                 products_.data(), block);
            for (std::size_t r = 0; r < rows; ++r) add_block(r, from, count);
        }
    }

    const float* single_block(std::size_t from, std::size_t count) {
        if (!points_.floats.empty()) return points_.floats.data() + from * width_;
        const Real* numbers = points_.doubles.data() + from * width_;
        converted_.assign(numbers, numbers + count * width_);
        return converted_.data();
    }

    // Query and point are rounded and their product summed in any order: |product - x . p| <= (d + 3) 2^-24
    // |x| |p|.
    void add_block(std::size_t r, std::size_t from, std::size_t count) {
        const Real doubt = static_cast<Real>(points_.d + 4) * 0x1p-24;
        std::size_t list[block];
        Real squares[block], weights[block];
        std::size_t found = loops_.candidates(products_.data() + r * block, points_.lengths.data() + from,
                                              count, lengths_[r], doubt, queries_[r], least_[r], list);
        if (found == 0) return;
        for (std::size_t i = 0; i < found; ++i) list[i] += from;
        points_.floats.empty() ? loops_.squares_of_doubles(points_.doubles.data(), width_, list, found,
                                                           query(r), queries_[r].alpha, squares)
                               : loops_.squares_of_floats(points_.floats.data(), width_, list, found,
                                                          query(r), queries_[r].alpha, squares);
        const Real lowest = *std::min_element(squares, squares + found);
        if (lowest < least_[r]) {
            const Real factor = std::exp(queries_[r].scale * (lowest - least_[r]));
            totals_[r] *= factor;
            for (std::size_t j = 0; j < width_; ++j) sums(r)[j] *= factor;
            least_[r] = lowest;
        }
        loops_.weights(squares, found, least_[r], queries_[r], weights);
        found = keep_positive(list, weights, found);
        totals_[r] += std::accumulate(weights, weights + found, Real{0});
        points_.floats.empty()
            ? loops_.add_doubles(points_.doubles.data(), width_, list, found, weights, sums(r))
            : loops_.add_floats(points_.floats.data(), width_, list, found, weights, sums(r));
    }

    // What was sifted out and what weighs nothing leave the same list: the sums do not depend on the sieve.
    static std::size_t keep_positive(std::size_t* list, Real* weights, std::size_t count) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (weights[i] > 0) list[kept] = list[i], weights[kept++] = weights[i];
        return kept;
    }

    const PointSet& points_;
    const Schedule& schedule_;
    const EmpiricalLoops& loops_;
    std::vector<ClassRows> classes_;
    std::size_t width_ = 0;                              // of a row below, padded with zeros
    std::vector<Real> x_, sums_;                         // (rows, width)
    std::vector<Real> totals_, least_, lengths_;         // (rows)
    std::vector<Query> queries_;                         // (rows)
    std::vector<Real> partial_;                          // (rows, 1 + d, lanes)
    std::vector<float> singles_, products_, converted_;  // (rows, width), (rows, block), (block, width)
};

Real second_moment_of(const PointSet& points) {
    Real sum = 0;
    for (const Real length : points.lengths) sum += length * length;
    return sum / static_cast<Real>(points.count * points.d);
}

}  // namespace

EmpiricalModel::EmpiricalModel(const Rows& points, const Labels& labels, Shape shape,
                               std::shared_ptr<const Schedule> schedule)
    : EmpiricalModel(PointSet(points, labels), std::move(shape), std::move(schedule)) {}

EmpiricalModel::EmpiricalModel(PointSet points, Shape shape, std::shared_ptr<const Schedule> schedule)
    : ExactModel({.schedule = std::move(schedule),
                  .shape = std::move(shape),
                  .classes = points.classes(),
                  .second_moment = second_moment_of(points)}),
      points_(std::move(points)) {}

std::unique_ptr<Denoiser> EmpiricalModel::denoiser(std::uint64_t, std::size_t rows,
                                                   const Labels& labels) const {
    return std::make_unique<EmpiricalDenoiser>(points_, schedule(), labels, rows);
}

Vector EmpiricalModel::class_weights() const {
    Vector weights({classes()}, 0.0);
    for (std::size_t c = 0; c < classes(); ++c)
        weights(c) = static_cast<Real>(points_.class_begins[c + 1] - points_.class_begins[c]) /
                     static_cast<Real>(points_.count);
    return weights;
}

Rows EmpiricalModel::draw(const Random& random, std::uint64_t first, std::size_t n,
                          const Labels& labels) const {
    Rows x0 = zeros(n, points_.d);
    for (const ClassRows& of : by_class(labels, n, classes())) {
        const auto [begin, end] = points_.range(of.label);
        for (const std::size_t i : of.rows) {
            const std::size_t chosen =
                begin + random.index(first + i, 0, static_cast<std::uint32_t>(end - begin));
            for (std::size_t j = 0; j < points_.d; ++j) x0(i, j) = points_(chosen, j);
        }
    }
    return x0;
}

Vector EmpiricalModel::log_density(const Rows& x, const Vector& t, const Labels& labels) const {
    Rows mean = zeros(x.shape(0), x.shape(1));
    Vector density({x.shape(0)}, 0.0);
    EmpiricalDenoiser(points_, schedule(), labels, x.shape(0)).evaluate(x, t, mean, &density);
    return density;
}

// -(x - alpha E[x0 | x]) / sigma^2: points have no width of their own.
Rows EmpiricalModel::score(const Rows& x, const Vector& t, const Labels& labels) const {
    Rows score = EmpiricalDenoiser(points_, schedule(), labels, x.shape(0))(x, t);
    for (std::size_t i = 0; i < x.shape(0); ++i) {
        const Scales at = schedule().at(t(i));
        for (std::size_t j = 0; j < x.shape(1); ++j)
            score(i, j) = (at.alpha * score(i, j) - x(i, j)) / (at.sigma * at.sigma);
    }
    return score;
}

}  // namespace drift::exact
