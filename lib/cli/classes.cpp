// Labels for rows that stream.
#include "cli/classes.hpp"

#include "core/error.hpp"
#include "core/spec.hpp"

namespace drift::cli {

Classes::Classes(const std::string& choice, const std::string& file, std::uint64_t n, std::size_t classes)
    : classes_(classes) {
    if (classes == 0 && !(choice.empty() && file.empty()))
        throw UsageError("the model has no classes to choose from");
    if (!file.empty()) {
        file_.emplace(file);
        if (!npy::is_integer(file_->type()) || !file_->row_shape().empty())
            throw Error("labels are whole numbers, one per row; not so in '", file_->name(), "'");
    } else if (choice == "all") {
        if (n % classes != 0)
            throw UsageError("all classes get as many rows each: ", n, " is no multiple of ", classes);
        share_ = n / classes;
    } else if (!choice.empty()) {
        const std::size_t label = parse_count(choice, "class");
        if (label >= classes) throw UsageError("no class ", label, ": the model knows 0 to ", classes - 1);
        one_ = static_cast<int>(label);
    }
}

Labels Classes::next(std::size_t count) {
    if (file_) return from_file(count);
    Labels labels(one_ || share_ ? count : 0, one_.value_or(0));
    for (std::size_t i = 0; share_ && i < count; ++i) labels[i] = static_cast<int>(row_++ / share_);
    return labels;
}

Labels Classes::from_file(std::size_t count) {
    Labels labels;
    for (Rows block; labels.size() < count;) {
        while (file_->left() == 0)
            if (!file_->next_array()) throw Error("fewer labels than rows in '", file_->name(), "'");
        file_->read(block, count - labels.size());
        for (const Real label : block) {
            if (!(label >= 0 && label < static_cast<Real>(classes_)))
                throw Error("no class ", label, ", asked for in '", file_->name(), "': the model knows 0 to ",
                            classes_ - 1);
            labels.push_back(static_cast<int>(label));
        }
    }
    return labels;
}

}  // namespace drift::cli
