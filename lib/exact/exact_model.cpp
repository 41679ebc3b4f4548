#include "exact/exact_model.hpp"

#include <map>

#include "core/error.hpp"
#include "exact/empirical_model.hpp"
#include "exact/mixture_model.hpp"
#include "io/npy.hpp"

namespace drift::exact {
namespace {

// Standardization have a mean for each number of a row.
void expect_width(const std::string& file, std::size_t d, const Standardization& units) {
    if (!units.mean.empty() && units.mean.size() != d)
        throw Error("expected ", units.mean.size(), " numbers a row in '", file, "', found ", d);
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

std::vector<ClassRows> by_class(const Labels& labels, std::size_t rows, std::size_t classes) {
    if (!labels.empty() && labels.size() != rows)
        throw Error("expected ", rows, " labels, found ", labels.size());
    std::map<int, std::vector<std::size_t>> found;
    for (std::size_t i = 0; i < rows; ++i) found[labels.empty() ? -1 : labels[i]].push_back(i);
    std::vector<ClassRows> all;
    for (auto& [label, members] : found) {
        if (!labels.empty() && (label < 0 || label >= static_cast<int>(classes)))
            throw Error("no class ", label, ": the model ",
                        classes ? concat("knows 0 to ", classes - 1) : std::string("has no classes"));
        all.push_back({label, std::move(members)});
    }
    return all;
}

}  // namespace drift::exact
