// The losses' sums, in double.
#include "train/loss.hpp"

#include <algorithm>
#include <cmath>

namespace drift::train {

double square_error(std::size_t count, const float* target, float share, float* y) {
    double loss = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const float error = y[i] - target[i];
        loss += static_cast<double>(error) * static_cast<double>(error);
        y[i] = 2 * share * error;
    }
    return loss * static_cast<double>(share);
}

double cross_entropy(std::size_t n, std::size_t classes, const int* labels, float share, float* y) {
    double loss = 0;
    for (std::size_t i = 0; i < n; ++i) {
        float* row = y + i * classes;
        const double largest = *std::max_element(row, row + classes);
        const double of_label = row[labels[i]] - largest;
        double sum = 0;
        for (std::size_t c = 0; c < classes; ++c) sum += std::exp(row[c] - largest);
        loss += std::log(sum) - of_label;
        for (std::size_t c = 0; c < classes; ++c)
            row[c] = share * static_cast<float>(std::exp(row[c] - largest) / sum);
        row[labels[i]] -= share;
    }
    return loss * static_cast<double>(share);
}

double slice_loss(Task task, std::size_t batch, std::size_t n, std::size_t outputs, const Examples& examples,
                  float* y, double* row_losses) {
    const auto whole = static_cast<float>(task == Task::classify ? batch : batch * outputs);
    double loss = 0;
    for (std::size_t i = 0; i < n; ++i) {
        float* row = y + i * outputs;
        const float factor = 1 / whole * (examples.weight[i] * examples.importance_weight[i]);
        const double part = task == Task::classify
                                ? cross_entropy(1, outputs, &examples.labels[i], factor, row)
                                : square_error(outputs, &examples.target[i * outputs], factor, row);
        loss += part;
        row_losses[i] =
            part * static_cast<double>(batch) / static_cast<double>(examples.importance_weight[i]);
    }
    return loss;
}

}  // namespace drift::train
