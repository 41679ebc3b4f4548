#include "products.hpp"

#include <memory>
#include <vector>

#include "core/rooms.hpp"
#include "kernel/gemm.hpp"

#ifdef DRIFT_DNNL
#include <dnnl.h>
extern "C" void omp_set_num_threads(int);  // libgomp; per calling thread
#endif

namespace drift::all {
namespace {

struct Layer {
    std::size_t in, out;
};

constexpr Layer layers[] = {{66, 128}, {128, 128}, {128, 128}, {128, 128}, {128, 2}};
constexpr std::size_t widest = 128;

// What a worker multiplies: rows, their gradients, weights and theirs.
struct Arrays {
    explicit Arrays(std::size_t rows)
        : x(rows * widest, 0.01F), dy(x), weight(widest * widest, 0.01F), gradient(weight) {}

    std::vector<float> x, dy, weight, gradient;
};

void multiply(const Layer& layer, std::size_t n, Arrays& of) {
    const auto [in, out] = layer;
    gemm(false, true, n, out, in, of.x.data(), in, of.weight.data(), in, 0, of.dy.data(), out);
    gemm(true, false, out, in, n, of.dy.data(), out, of.x.data(), in, 0, of.gradient.data(), in);
    if (in == layers[0].in) return;  // nothing goes back beyond the first layer
    gemm(false, false, n, in, out, of.dy.data(), out, of.weight.data(), in, 0, of.x.data(), in);
}

}  // namespace

std::function<void()> step_products(std::size_t batch, std::size_t slice, ThreadPool& pool) {
    const auto arrays = std::make_shared<std::vector<Arrays>>(pool.size(), Arrays(slice));
    return [=, &pool] {
        pool.run(batch / slice, [&](std::size_t, unsigned worker) {
            for (const Layer& layer : layers) multiply(layer, slice, (*arrays)[worker]);
        });
    };
}

#ifdef DRIFT_DNNL
std::function<void()> step_limit(std::size_t batch, ThreadPool& pool) {
    std::size_t products = 0;  // of one row
    for (const Layer& layer : layers) products += (layer.in == layers[0].in ? 2 : 3) * layer.in * layer.out;
    constexpr std::size_t rows = 256;
    const std::size_t whole = rows * widest * widest, all = batch * products, parts = pool.size();
    const auto arrays = std::make_shared<std::vector<Arrays>>(parts, Arrays(rows));
    return [=, &pool] {
        pool.run(parts, [&](std::size_t, unsigned worker) {
            omp_set_num_threads(1);
            Arrays& of = (*arrays)[worker];
            const auto product = [&](std::size_t n) {
                dnnl_sgemm('N', 'N', static_cast<dnnl_dim_t>(n), widest, widest, 1, of.x.data(), widest,
                           of.weight.data(), widest, 0, of.dy.data(), widest);
            };
            std::size_t left = all / parts;
            for (; left >= whole; left -= whole) product(rows);
            if (left >= widest * widest) product(left / (widest * widest));
        });
    };
}
#else
std::function<void()> step_limit(std::size_t, ThreadPool&) { return nullptr; }
#endif

}  // namespace drift::all
