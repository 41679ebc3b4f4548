#include "ode/with_divergence.hpp"

#include "core/random.hpp"

namespace drift::ode {
namespace {

std::vector<Rows> unit_vectors(std::size_t n, std::size_t d) {
    std::vector<Rows> w(d, zeros(n, d));
    for (std::size_t j = 0; j < d; ++j) xt::view(w[j], xt::all(), j) = 1;
    return w;
}

std::vector<Rows> signs(const Divergence& divergence, std::uint64_t first, std::size_t n, std::size_t d) {
    std::vector<Rows> w(divergence.probes, zeros(n, d));
    const Random random(divergence.seed, "likelihood");
    std::vector<std::uint32_t> bits(d);
    for (std::size_t p = 0; p < w.size(); ++p)
        for (std::size_t i = 0; i < n; ++i) {
            random.bits(first + i, static_cast<std::uint32_t>(p), bits);
            for (std::size_t j = 0; j < d; ++j) w[p](i, j) = bits[j] >> 31 ? 1 : -1;
        }
    return w;
}

}  // namespace

Rows WithDivergence::operator()(const Rows& longer, const Vector& t) {
    const Rows x = points(longer);
    const std::size_t n = row_count(x), d = dimension(x);
    const bool exact = divergence_.probes == 0;
    if (directions_.empty()) directions_ = exact ? unit_vectors(n, d) : signs(divergence_, first_, n, d);
    Rows rates = start(u_.vjp(x, t, directions_, products_));
    for (std::size_t k = 0; k < directions_.size(); ++k)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < d; ++j)
                rates(i, d + (exact ? 0 : k)) += directions_[k](i, j) * products_[k](i, j);
    return rates;
}

Rows WithDivergence::start(const Rows& x) const {
    Rows longer = zeros(row_count(x), dimension(x) + divergence_.columns());
    xt::view(longer, xt::all(), xt::range(std::size_t{0}, dimension(x))) = x;
    return longer;
}

Rows WithDivergence::points(const Rows& longer) const {
    return xt::view(longer, xt::all(), xt::range(std::size_t{0}, dimension(longer) - divergence_.columns()));
}

Rows WithDivergence::integrals(const Rows& longer) const {
    const std::size_t all = dimension(longer);
    return xt::view(longer, xt::all(), xt::range(all - divergence_.columns(), all));
}

}  // namespace drift::ode
