#include "exact/exact_model.hpp"

#include "core/error.hpp"
#include "exact/empirical_model.hpp"
#include "exact/mixture_model.hpp"
#include "io/npy.hpp"

namespace drift::exact {
namespace {

// A standardization has a mean for each number of a row.
void expect_width(const std::string& file, std::size_t d, const Standardization& units) {
    if (!units.mean.empty() && units.mean.size() != d)
        throw Error("expected ", units.mean.size(), " numbers per row in '", file, "', found ", d);
}

}  // namespace

std::unique_ptr<ExactModel> make_exact_model(const std::string& file, const std::string& labels_file,
                                             std::shared_ptr<const Schedule> schedule,
                                             const Standardization& units) {
    if (file == "-") throw UsageError("an exact model is read twice: it cannot come from standard input");
    if (npy::recognise(file)) {
        Shape shape;
        Rows points = npy::read_rows(file, &shape);
        expect_width(file, dimension(points), units);
        units.to_model(points);
        const Labels labels = labels_file.empty() ? Labels() : npy::read_labels(labels_file);
        return std::make_unique<EmpiricalModel>(points, labels, shape, std::move(schedule));
    }
    if (!labels_file.empty())
        throw UsageError("labels are for points; the classes of a mixture stand in '", file, "' itself");
    Mixture mixture = read_mixture(file);
    expect_width(file, dimension(mixture.means), units);
    units.to_model(mixture.means);
    mixture.variances /= static_cast<Real>(units.spread) * units.spread;
    return std::make_unique<MixtureModel>(std::move(mixture), std::move(schedule));
}

Rows ExactModel::draw(const Random& random, std::uint64_t first, std::size_t n, const Labels& labels) const {
    if (labels.empty()) return data().draw(random, first, n);
    if (labels.size() != n) throw Error("expected ", n, " labels, found ", labels.size());
    return data().draw_given(random, first, labels);
}

Vector ExactModel::log_density(const Rows& x, const Vector& t, const Labels& labels) const {
    return exact_denoiser(x.shape(0), labels)->log_density(x, t);
}

std::unique_ptr<Denoiser> ExactModel::denoiser(std::size_t rows, const Labels& labels) const {
    return exact_denoiser(rows, labels);
}

}  // namespace drift::exact
