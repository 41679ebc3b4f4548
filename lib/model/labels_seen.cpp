#include "model/labels_seen.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/text.hpp"

namespace drift::model {
namespace {

bool is_missing(const LabelsSeen& seen, std::size_t label) {
    return std::binary_search(seen.missing.begin(), seen.missing.end(), static_cast<int>(label));
}

std::string known(const LabelsSeen& seen, std::size_t classes) {
    if (seen.missing.empty()) return concat("0 to ", classes - 1);
    std::vector<std::string> all;
    for (std::size_t label = 0; label < classes; ++label)
        if (!is_missing(seen, label)) all.push_back(std::to_string(label));
    return all.empty() ? "rows without a class alone" : joined(all, ", ");
}

}  // namespace

LabelsSeen labels_seen(const Labels& labels, std::size_t classes, double drop) {
    std::vector<char> shown(classes, 0);
    if (drop < 1)
        for (const int label : labels) shown[static_cast<std::size_t>(label)] = 1;
    LabelsSeen seen{.missing = {}, .without_class = classes == 0 || drop > 0};
    for (std::size_t label = 0; label < classes; ++label)
        if (!shown[label]) seen.missing.push_back(static_cast<int>(label));
    return seen;
}

void check_class(const LabelsSeen& seen, std::size_t classes, double label) {
    if (classes == 0) throw UsageError("the model has no classes to choose from");
    if (!(label >= 0 && label < static_cast<double>(classes)) ||
        is_missing(seen, static_cast<std::size_t>(label)))
        throw UsageError("no class ", label, ": the model knows ", known(seen, classes));
}

void check_labels(const LabelsSeen& seen, std::size_t classes, const Labels& labels) {
    if (labels.empty() && classes > 0 && !seen.without_class)
        throw UsageError("the model was never trained on rows without a class: choose among ",
                         known(seen, classes));
    for (const int label : labels) check_class(seen, classes, label);
}

}  // namespace drift::model
