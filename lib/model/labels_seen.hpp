// Which classes a model was trained on: what it was never shown it cannot be asked for.
#pragma once

#include <cstddef>

#include "core/array.hpp"

namespace drift::model {

/// Of a model of classes 0 .. classes - 1. As it stands nothing is missing, as of models of old whose files do not say.
struct LabelsSeen {
    Labels missing = {};        // the classes that no row was trained on, rising
    bool without_class = true;  // rows were trained on without their class

    bool operator==(const LabelsSeen&) const = default;
};

/// Of rows with these labels (n) that are trained without their class with probability `drop`.
LabelsSeen labels_seen(const Labels& labels, std::size_t classes, double drop);

/// UsageError when a model of so many classes knows no such one; it names those that it knows.
void check_class(const LabelsSeen& seen, std::size_t classes, double label);

/// The same for all of a slice's labels; without labels, for rows without a class.
void check_labels(const LabelsSeen& seen, std::size_t classes, const Labels& labels);

}  // namespace drift::model
