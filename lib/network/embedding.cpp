// How the embeddings are computed.
#include "network/embedding.hpp"

#include <cmath>

#include "kernel/embedding_loops.hpp"
#include "kernel/gemm.hpp"
#include "kernel/row_loops.hpp"

namespace drift::network {

TimeWaves::TimeWaves(std::size_t waves) : rates(waves) {
    for (std::size_t i = 0; i < waves; ++i)
        rates[i] = static_cast<float>(
            std::exp(std::log(1000.0) * static_cast<double>(i) / static_cast<double>(waves - 1)));
}

void TimeWaves::forward(std::size_t n, const float* t, float* angles, float* out, std::size_t stride) const {
    embedding_loops().outer(n, rates.size(), t, rates.data(), angles);
    embedding_loops().sincos(n, rates.size(), angles, out, stride);
}

InputWaves::InputWaves(Layout& layout, const std::string& name, std::size_t d_, std::size_t waves_,
                       float spread_)
    : d(d_), waves(waves_), frequencies(layout.add(name, {waves_, d_}, false)), spread(spread_) {}

void InputWaves::initialise(const Random& random, float* parameters) const {
    random.normal_rows(frequencies, 1, waves * d, 0, parameters + frequencies);
    for (std::size_t i = 0; i < waves * d; ++i) parameters[frequencies + i] *= spread;
}

void InputWaves::forward(const float* parameters, std::size_t n, const float* x, float* angles, float* out,
                         std::size_t stride) const {
    gemm(false, true, n, waves, d, x, d, parameters + frequencies, d, 0, angles, waves);
    embedding_loops().sincos(n, waves, angles, out, stride);
}

void InputWaves::input_gradient(const float* parameters, std::size_t n, const float* out, const float* dout,
                                float* angles, float* dx, std::size_t stride) const {
    embedding_loops().sincos_backward(n, waves, out, dout, angles, stride);
    gemm(false, false, n, d, waves, angles, waves, parameters + frequencies, d, 1, dx, d);
}

ClassTable::ClassTable(Layout& layout, const std::string& name, std::size_t classes_, std::size_t size_)
    : classes(classes_), size(size_), table(layout.add(name, {classes_ + 1, size_})) {}

void ClassTable::initialise(const Random& random, float* parameters) const {
    random.normal_rows(table, 1, (classes + 1) * size, 0, parameters + table);
}

void ClassTable::add(const float* parameters, std::size_t n, const int* labels, float* out,
                     std::size_t stride) const {
    for (std::size_t i = 0; i < n; ++i)
        row_loops().add_row(1, size, parameters + table + static_cast<std::size_t>(labels[i]) * size,
                            out + i * stride);
}

void ClassTable::backward(std::size_t n, const int* labels, const float* dout, std::size_t stride,
                          float* gradient) const {
    std::fill_n(gradient + table, (classes + 1) * size, 0.0F);
    for (std::size_t i = 0; i < n; ++i)
        row_loops().add_row(1, size, dout + i * stride,
                            gradient + table + static_cast<std::size_t>(labels[i]) * size);
}

}  // namespace drift::network
