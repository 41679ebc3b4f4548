#include "distribution/by_class.hpp"

#include <map>

#include "core/error.hpp"

namespace drift::distribution {

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

}  // namespace drift::distribution
