// One engine for the values, error bars and floors of all two-sample metrics.
#include "metric/two_sample.hpp"

#include <cmath>

#include "core/error.hpp"
#include "metric/mean.hpp"

namespace drift::metric {
namespace {

constexpr std::size_t batches = 20, resamples = 200;

// Makes the rows of repetition r from a set.
using Repeat = std::function<Rows(const Rows& set, bool is_b, std::size_t r)>;

class Engine {
public:
    Engine(const std::string& text, std::uint64_t seed, ThreadPool& pool)
        : spec_(text, two_samples()),
          metric_(two_samples().maker(spec_)),
          pairs_(spec_.count("pairs", 1, 1'000'000)),
          directions_(seed, "metric"),
          of_a_(seed, "bootstrap a"),
          of_b_(seed, "bootstrap b"),
          pool_(pool) {}

    Estimate operator()(const Rows& a, const Rows& b) const {
        check(a, b);
        if (pairs_ > 1) return parts(a, b, pairs_).estimate();
        if (metric_.by == ErrorBar::jackknife) return jackknife(metric_.left_out(sets(a, b, pool_)));
        return {value(metric_, sets(a, b, pool_)),
                metric_.by == ErrorBar::batches ? from_batches(a, b) : bootstrap(a, b)};
    }

private:
    TwoSets sets(const Rows& a, const Rows& b, ThreadPool& pool) const {
        return {a, b, spec_, directions_, pool};
    }

    void check(const Rows& a, const Rows& b) const {
        if (dimension(a) != dimension(b))
            throw Error("expected rows of one dimension, found ", dimension(a), " and ", dimension(b));
        const std::size_t least = metric_.least_rows * pairs_, fewest = std::min(row_count(a), row_count(b));
        if (fewest < least)
            throw Error("too few rows: metric '", spec_.name(), "' needs at least ", least,
                        pairs_ > 1 ? concat(" for ", pairs_, " pairs") : "", ", found ", fewest);
        if (metric_.equal_sizes && row_count(a) != row_count(b))
            throw Error("metric '", spec_.name(), "' compares sets of one size, found ", row_count(a),
                        " and ", row_count(b), " rows");
    }

    // Values of `count` repetitions, each computed by one thread.
    Mean repeated(const Rows& a, const Rows& b, std::size_t count, const Repeat& repeat) const {
        Vector values({count}, 0.0);
        pool_.run(count, [&](std::size_t r, unsigned) {
            ThreadPool alone(1);
            values(r) = value(metric_, sets(repeat(a, false, r), repeat(b, true, r), alone));
        });
        Mean mean;
        for (const Real value : values) mean.add(value);
        return mean;
    }

    // Over the pairs of parts into which a and b are cut; rows that are left over are not used.
    Mean parts(const Rows& a, const Rows& b, std::size_t count) const {
        return repeated(a, b, count, [count](const Rows& set, bool, std::size_t r) {
            const std::size_t size = row_count(set) / count;
            return row_range(set, r * size, size);
        });
    }

    Real from_batches(const Rows& a, const Rows& b) const {
        if (std::min(row_count(a), row_count(b)) < batches * metric_.least_rows) return missing;
        return parts(a, b, batches).error();
    }

    Real bootstrap(const Rows& a, const Rows& b) const {
        const Mean mean = repeated(a, b, resamples, [&](const Rows& set, bool is_b, std::size_t r) {
            Rows drawn = set;
            const std::size_t n = row_count(set), d = dimension(set);
            for (std::size_t i = 0; i < n; ++i) {
                const std::size_t from =
                    (is_b ? of_b_ : of_a_)
                        .index(i, static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(n));
                std::copy_n(set.data() + from * d, d, drawn.data() + i * d);
            }
            return drawn;
        });
        return mean.error() * std::sqrt(static_cast<Real>(resamples));
    }

    // se^2 = sum over both sets of (n - 1)/n sum_i (value without row i - their mean)^2
    static Estimate jackknife(const LeftOut& left_out) {
        Real variance = 0;
        for (const Vector* without : {&left_out.without_a, &left_out.without_b}) {
            Real mean = 0, squares = 0;
            const Real n = static_cast<Real>(without->size());
            for (const Real value : *without) mean += value / n;
            for (const Real value : *without) squares += (value - mean) * (value - mean);
            if (n > 0) variance += (n - 1) / n * squares;
        }
        return {left_out.value, std::sqrt(variance)};
    }

    Spec spec_;
    const TwoSample& metric_;
    std::size_t pairs_;
    Random directions_, of_a_, of_b_;
    ThreadPool& pool_;
};

}  // namespace

Real value(const TwoSample& metric, const TwoSets& sets) {
    return metric.left_out ? metric.left_out(sets).value : metric.value(sets);
}

Comparison compare(Rows a, Rows b, const Rows& exact) {
    const std::size_t n = row_count(a);
    if (row_count(exact) < n)
        throw Error("too few exact rows for a floor: needs at least ", n, ", found ", row_count(exact));
    return {std::move(a), std::move(b), row_range(exact, 0, n)};
}

Comparison compare(const Rows& a, const Rows& b) {
    const std::size_t n = std::min(row_count(a), row_count(b) / 2);
    return {row_range(a, 0, n), row_range(b, 0, n), row_range(b, n, n)};
}

Measurement measure(const std::string& metric, const Comparison& sets, std::uint64_t seed, ThreadPool& pool) {
    const Engine estimate(metric, seed, pool);
    const Estimate floor = sets.exact.size() ? estimate(sets.exact, sets.b) : Estimate{};
    return {metric, estimate(sets.a, sets.b), floor, row_count(sets.a)};
}

}  // namespace drift::metric
