#include "transport/sinkhorn.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "kernel/transport_loops.hpp"
#include "transport/assignment.hpp"

namespace drift::transport {
namespace {

kernel::Costs costs(const Rows& rows, const Rows& columns_across, const Rows& matrix) {
    const std::size_t n = columns_across.shape(1);
    if (matrix.size() > 0) return {.n = n, .matrix = matrix.data()};
    return {n, nullptr, dimension(rows), rows.data(), columns_across.data()};
}

// out_i <- -epsilon log mean_j exp((price_j - cost(i, j)) / epsilon); by how much out changed, on average.
Real soft_minimum(const kernel::Costs& cost, const Vector& price, Real epsilon, Vector& out,
                  ThreadPool& pool) {
    constexpr std::size_t slice = 16;
    const std::size_t n = out.size();
    Vector change({n}, 0.0);
    pool.run((n + slice - 1) / slice, [&](std::size_t s, unsigned) {
        std::vector<Real> exps(cost.n);
        for (std::size_t i = s * slice; i < std::min(n, (s + 1) * slice); ++i) {
            const kernel::Softmax all =
                kernel::transport_loops().softmax(cost, i, price.data(), epsilon, exps.data());
            const Real log_mean = all.largest + std::log(all.sum / static_cast<Real>(cost.n));
            change(i) = std::abs(std::exp(out(i) / epsilon + log_mean) - 1);
            out(i) = -epsilon * log_mean;
        }
    });
    Real sum = 0;
    for (const Real each : change) sum += each;
    return sum / static_cast<Real>(n);
}

}  // namespace

EntropicPlan::EntropicPlan(const Rows& a, const Rows& b, const SinkhornSettings& settings, ThreadPool& pool)
    : a_(a),
      b_(b),
      a_across_(xt::transpose(a)),
      b_across_(xt::transpose(b)),
      epsilon_(settings.epsilon),
      f_({row_count(a)}, 0.0),
      g_({row_count(b)}, 0.0) {
    if (dimension(a) != dimension(b))
        throw Error("expected rows of one dimension, found ", dimension(a), " and ", dimension(b));
    if (!(epsilon_ > 0)) throw Error("entropic transport needs a regularisation above 0, not ", epsilon_);
    if (dimension(a) > kernel::Costs::most_coordinates) {
        matrix_ = squared_distances(a, b);
        matrix_across_ = xt::transpose(matrix_);
    }
    const kernel::Costs rows = costs(a_, b_across_, matrix_), columns = costs(b_, a_across_, matrix_across_);

    Real start = 0;  // the largest cost of the first row
    for (std::size_t j = 0; j < rows.n; ++j)
        start = std::max(start, kernel::transport_loops().cost(rows, 0, j));
    std::size_t round = 0;
    for (Real epsilon = std::max(start, epsilon_);; epsilon = std::max(epsilon / 2, epsilon_)) {
        const bool last = epsilon == epsilon_;
        Real off = 0;
        do {
            if (++round > settings.most)
                throw Error("entropic transport did not settle: the plan's row sums are still off by ", off,
                            " after ", settings.most, " rounds; take a larger regularisation than ",
                            epsilon_);
            off = soft_minimum(rows, g_, epsilon, f_, pool);
            soft_minimum(columns, f_, epsilon, g_, pool);
        } while (off > (last ? settings.tolerance : 1e-2));
        if (last) return;
    }
}

void EntropicPlan::shares(std::size_t i, std::span<Real> out) const {
    const kernel::Softmax all =
        kernel::transport_loops().softmax(costs(a_, b_across_, matrix_), i, g_.data(), epsilon_, out.data());
    for (Real& share : out) share /= all.sum;
}

Real EntropicPlan::cost() const {
    const kernel::Costs rows = costs(a_, b_across_, matrix_);
    std::vector<Real> share(rows.n);
    Real sum = 0;
    for (std::size_t i = 0; i < row_count(a_); ++i) {
        shares(i, share);
        for (std::size_t j = 0; j < rows.n; ++j) sum += share[j] * kernel::transport_loops().cost(rows, i, j);
    }
    return sum / static_cast<Real>(row_count(a_));
}

}  // namespace drift::transport
