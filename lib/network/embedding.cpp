#include "network/embedding.hpp"

#include <algorithm>
#include <cmath>

#include "kernel/embedding_loops.hpp"
#include "kernel/gemm.hpp"
#include "kernel/row_loops.hpp"

namespace drift::network {

SinusoidalEmbedding::SinusoidalEmbedding(Plan& plan, std::size_t count)
    : frequencies(count), angles(plan.add(count)) {
    for (std::size_t i = 0; i < count; ++i)
        frequencies[i] = static_cast<float>(
            std::exp(std::log(1000.0) * static_cast<double>(i) / static_cast<double>(count - 1)));
}

void SinusoidalEmbedding::forward(std::size_t n, const float* t, const Activations& arrays, float* out,
                                  std::size_t stride) const {
    embedding_loops().outer(n, frequencies.size(), t, frequencies.data(), arrays[angles]);
    embedding_loops().sincos(n, frequencies.size(), arrays[angles], out, stride);
}

FourierFeatures::FourierFeatures(Layout& layout, Plan& plan, const std::string& name, std::size_t d_,
                                 std::size_t count_, float frequency_std_)
    : d(d_),
      count(count_),
      frequencies(layout.add(name, {count_, d_}, false)),
      frequency_std(frequency_std_),
      angles(plan.add(count_)),
      features(plan.add(size())),
      dfeatures(plan.add_for_backward(size())) {}

void FourierFeatures::initialise(const Random& random, float* parameters) const {
    random.normal_rows(frequencies, 1, count * d, 0, parameters + frequencies);
    for (std::size_t i = 0; i < count * d; ++i) parameters[frequencies + i] *= frequency_std;
}

void FourierFeatures::forward(const float* parameters, std::size_t n, const float* x,
                              const Activations& arrays) const {
    gemm(false, true, n, count, d, x, d, parameters + frequencies, d, 0, arrays[angles], count);
    embedding_loops().sincos(n, count, arrays[angles], arrays[features], size());
}

void FourierFeatures::backward(const float* parameters, std::size_t n, const Activations& arrays,
                               float* dx) const {
    float* dangles = arrays[angles];  // the angles themselves are done with
    embedding_loops().sincos_backward(n, count, arrays[features], arrays[dfeatures], dangles, size());
    gemm(false, false, n, d, count, dangles, count, parameters + frequencies, d, 1, dx, d);
}

ClassEmbedding::ClassEmbedding(Layout& layout, const std::string& name, std::size_t classes_,
                               std::size_t size_)
    : classes(classes_), size(size_), table(layout.add(name, {classes_ + 1, size_})) {}

void ClassEmbedding::initialise(const Random& random, float* parameters) const {
    random.normal_rows(table, 1, (classes + 1) * size, 0, parameters + table);
}

void ClassEmbedding::forward(const float* parameters, std::size_t n, const int* labels, float* out,
                             std::size_t stride) const {
    for (std::size_t i = 0; i < n; ++i)
        row_loops().add_row(1, size, parameters + table + static_cast<std::size_t>(labels[i]) * size,
                            out + i * stride);
}

void ClassEmbedding::backward(std::size_t n, const int* labels, const float* dout, float* gradient) const {
    std::fill_n(gradient + table, (classes + 1) * size, 0.0F);
    for (std::size_t i = 0; i < n; ++i)
        row_loops().add_row(1, size, dout + i * size,
                            gradient + table + static_cast<std::size_t>(labels[i]) * size);
}

}  // namespace drift::network
