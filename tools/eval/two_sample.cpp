// Distances of one set of rows from another.
#include "metric/two_sample.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>

#include "core/error.hpp"
#include "distribution/toy.hpp"
#include "family.hpp"

namespace drift::eval {
namespace {

void expect_finite(const Rows& rows, const std::string& file) {
    for (std::size_t i = 0; i < row_count(rows); ++i)
        for (std::size_t j = 0; j < dimension(rows); ++j)
            if (!std::isfinite(rows(i, j))) throw Error("not a finite number in '", file, "': row ", i);
}

// The part of a spec before its settings.
std::string name_of(const std::string& spec) { return spec.substr(0, spec.find(':')); }

class TwoSampleFamily final : public Family {
public:
    std::vector<std::string> metrics() const override { return two_samples().names(); }
    std::vector<std::string> measurements(const std::string& metric) const override {
        const Spec settings(metric, two_samples());
        return {metric};
    }
    std::vector<std::string> shared() const override { return {"A"}; }

    void declare(CLI::App& app) override {
        cli::add_input(app, "B", b_, "what A is compared with: points, (m,...)");
        cli::add_text(app, "--floor", floor_, "FILE|SET|none",
                      "distances: rows of B's law, independent of B [half of B]");
    }

    Answer measure(const std::string& metric, const Shared& o, Inputs& inputs, ThreadPool& pool) override {
        if (b_.empty()) throw UsageError("'", metric, "' compares two sets: missing 'B'");
        return {{metric::measure(metric, sets(o, inputs), o.common.seed, pool)}, {}};
    }

private:
    const Rows& read(const std::string& file, Inputs& inputs, const Shape* shape) const {
        const Rows& rows = inputs.rows(file, shape);
        expect_finite(rows, file);
        return rows;
    }

    Comparison sets(const Shared& o, Inputs& inputs) {
        const Rows& a = read(o.a, inputs, nullptr);
        const Shape& shape = inputs.shape(o.a);
        const Rows& b = read(b_, inputs, &shape);
        if (floor_ == "none") return {a, b, {}};
        if (!floor_.empty()) return compare(a, b, exact_rows(row_count(a), inputs, shape, o.common.seed));
        const Comparison halves = compare(a, b);
        if (!said_ && !o.common.quiet && row_count(halves.a) < row_count(a))
            std::cerr << "drift eval: value and floor are of " << row_count(halves.a) << " rows, half of '"
                      << b_ << "'; for all of A give " << 2 * row_count(a) << " rows in B, or --floor\n";
        said_ = true;
        return halves;
    }

    // Of a file, or draws of a named set, from the other end of the seeds.
    Rows exact_rows(std::size_t n, Inputs& inputs, const Shape& shape, std::uint64_t seed) const {
        const std::vector<std::string> names = distribution::sets().names();
        if (std::find(names.begin(), names.end(), name_of(floor_)) == names.end())
            return read(floor_, inputs, &shape);
        const Set set = make_set(floor_);
        if (set.size)
            throw UsageError("the floor needs other draws of the law of B, and set '", set.name, "' has but ",
                             *set.size, " points");
        if (set.row_shape != shape)
            throw Error("expected ", entries(shape), " numbers per row in set '", set.name, "', found ",
                        entries(set.row_shape));
        return set.rows(~seed, 0, n);
    }

    std::string b_, floor_;
    bool said_ = false;
};

}  // namespace

std::unique_ptr<Family> two_sample() { return std::make_unique<TwoSampleFamily>(); }

}  // namespace drift::eval
