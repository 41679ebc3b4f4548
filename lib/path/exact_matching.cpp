// Exact optimal transport between the rows of two sets.
#include <algorithm>

#include "core/error.hpp"
#include "distribution/by_class.hpp"
#include "path/matching.hpp"
#include "transport/assignment.hpp"

namespace drift::path {
namespace {

Rows chosen(const Rows& rows, const std::vector<std::size_t>& places) {
    Rows out = Rows::from_shape({places.size(), dimension(rows)});
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < dimension(rows); ++j) out(i, j) = rows(places[i], j);
    return out;
}

/// One to one, with the least sum of |x0 - x1|^2. By class, the rows of x1 are first dealt out to the
/// classes, those in the places of a class's rows to it, so that x1 has one law in all classes: Cheng,
/// Schwing (2025), arXiv:2503.10636, at an infinite price of another class.
class Exact final : public Matching {
public:
    explicit Exact(const Spec& spec) : by_class_(spec.flag("by_class")) {}

    std::vector<std::size_t> partners(const Rows& x0, const Rows& x1, const Labels& labels, std::uint64_t,
                                      ThreadPool&) const override {
        if (!by_class_) return nearest_pairing(x0, x1);
        if (labels.empty())
            throw UsageError("pairs are made by class of rows that have one: labels are missing");
        if (row_count(x0) != row_count(x1))
            throw Error("expected as many rows as rows to pair with, found ", row_count(x0), " and ",
                        row_count(x1));
        std::size_t classes = 0;
        for (const int label : labels) classes = std::max(classes, static_cast<std::size_t>(label) + 1);
        std::vector<std::size_t> partner(row_count(x0));
        for (const ClassRows& of : by_class(labels, row_count(x0), classes)) {
            const std::vector<std::size_t> within = nearest_pairing(chosen(x0, of.rows), chosen(x1, of.rows));
            for (std::size_t i = 0; i < of.rows.size(); ++i) partner[of.rows[i]] = of.rows[within[i]];
        }
        return partner;
    }

private:
    bool by_class_;
};

Entry entry() {
    return {"ot",
            {{"by_class", "no", "pair the rows of each class by themselves: yes or no"}},
            "one to one with the least sum of squared distances",
            "Tong et al. (2024), arXiv:2302.00482"};
}

std::unique_ptr<const Matching> make(const Spec& spec, const Random&) {
    return std::make_unique<Exact>(spec);
}

}  // namespace

Registered<MakeMatching> exact_matching() { return {entry(), make}; }

Registered<MakeCoupling> ot_coupling() {
    return {entry(), [](const Spec& spec, const SharedEnd& x0, const SharedEnd& x1, const Random& random) {
                return coupling_of(make(spec, random), x0, x1);
            }};
}

}  // namespace drift::path
