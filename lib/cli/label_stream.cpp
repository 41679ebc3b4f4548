// Labels for rows that stream.
#include "cli/label_stream.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/spec.hpp"

namespace drift::cli {

LabelStream::LabelStream(const std::string& choice, const std::string& file, std::uint64_t n,
                         const ModelFacts& facts)
    : share_(n), facts_(facts) {
    if (choice.empty() && file.empty()) {
        check_labels(facts.seen, facts.classes, {});
        return;
    }
    if (facts.classes == 0) throw UsageError("the model has no classes to choose from");
    if (!file.empty()) {
        file_.emplace(file);
        if (!npy::is_integer(file_->type()) || !file_->row_shape().empty())
            throw Error("labels are whole numbers, one per row; not so in '", file_->name(), "'");
        if (file_->rows() > n)
            throw UsageError("more labels than rows in '", file_->name(), "': ", file_->rows(), " for ", n);
    } else if (choice == "all") {
        for (int label = 0; label < static_cast<int>(facts.classes); ++label)
            if (!std::binary_search(facts.seen.missing.begin(), facts.seen.missing.end(), label))
                of_.push_back(label);
        if (of_.empty()) throw UsageError("the model was trained on rows without a class alone");
        if (n % of_.size() != 0)
            throw UsageError("all classes get as many rows each: ", n, " is no multiple of ", of_.size());
        share_ = n / of_.size();
    } else {
        const std::size_t label = parse_count(choice, "class");
        check_class(facts.seen, facts.classes, static_cast<double>(label));
        of_.push_back(static_cast<int>(label));
    }
}

Labels LabelStream::next(std::size_t count) {
    if (file_) return from_file(count);
    Labels labels(of_.empty() ? 0 : count);
    for (int& label : labels) label = of_[row_++ / share_];
    return labels;
}

void LabelStream::expect_end() {
    if (file_ && (file_->left() > 0 || file_->next_array()))
        throw Error("more labels than rows in '", file_->name(), "'");
}

Labels LabelStream::from_file(std::size_t count) {
    Labels labels;
    for (Rows block; labels.size() < count;) {
        while (file_->left() == 0)
            if (!file_->next_array()) throw Error("fewer labels than rows in '", file_->name(), "'");
        file_->read(block, count - labels.size());
        for (const Real label : block) {
            check_class(facts_.seen, facts_.classes, label);
            labels.push_back(static_cast<int>(label));
        }
    }
    return labels;
}

}  // namespace drift::cli
