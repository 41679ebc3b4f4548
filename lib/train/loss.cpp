// Sums are in double.
#include "train/loss.hpp"

#include <algorithm>
#include <cmath>

namespace drift::train {

double square_error(std::size_t count, const float* target, float factor, float* y) {
    double loss = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const float error = y[i] - target[i];
        loss += static_cast<double>(error) * static_cast<double>(error);
        y[i] = 2 * factor * error;
    }
    return loss * static_cast<double>(factor);
}

double cross_entropy(std::size_t n, std::size_t classes, const int* labels, float factor, float* y) {
    double loss = 0;
    for (std::size_t i = 0; i < n; ++i) {
        float* row = y + i * classes;
        const double largest = *std::max_element(row, row + classes);
        const double of_label = row[labels[i]] - largest;
        double sum = 0;
        for (std::size_t c = 0; c < classes; ++c) sum += std::exp(row[c] - largest);
        loss += std::log(sum) - of_label;
        for (std::size_t c = 0; c < classes; ++c)
            row[c] = factor * static_cast<float>(std::exp(row[c] - largest) / sum);
        row[labels[i]] -= factor;
    }
    return loss * static_cast<double>(factor);
}

const Loss Loss::square{
    [](const Examples& examples, std::size_t i, std::size_t outputs, float factor, float* y) {
        return square_error(outputs, &examples.target[i * outputs], factor, y);
    },
    true};

const Loss Loss::entropy{[](const Examples& examples, std::size_t i, std::size_t outputs, float factor,
                            float* y) { return cross_entropy(1, outputs, &examples.labels[i], factor, y); },
                         false};

SliceWorkspace::SliceWorkspace(const Network& network_, std::size_t rows, bool derivatives)
    : network(network_.workspace(rows, derivatives)), y(rows * network_.outputs()), row_losses(rows) {}

double slice_loss(const Loss& loss, const Network& network, const float* parameters, std::size_t batch,
                  SliceWorkspace& work, float* gradient) {
    const Examples& examples = work.examples;
    const std::size_t outputs = network.outputs();
    const Batch rows{examples.n(), examples.x.data(), examples.t.data(),
                     network.classes() ? examples.labels.data() : nullptr};
    float* y = work.y.data();
    network.forward(parameters, rows, *work.network, y);
    const auto terms = static_cast<float>(loss.per_output ? batch * outputs : batch);
    double sum = 0;
    for (std::size_t i = 0; i < rows.n; ++i) {
        const float factor = 1 / terms * (examples.weight[i] * examples.importance_weight[i]);
        const double part = loss.of_row(examples, i, outputs, factor, y + i * outputs);
        sum += part;
        work.row_losses[i] =
            part * static_cast<double>(batch) / static_cast<double>(examples.importance_weight[i]);
    }
    if (gradient) network.backward(parameters, rows, *work.network, y, gradient, nullptr);
    return sum;
}

}  // namespace drift::train
