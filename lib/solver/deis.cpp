// The weights of DEIS.
#include "solver/deis.hpp"

#include <cmath>

#include "core/error.hpp"
#include "solver/adams.hpp"

namespace drift::solver {
namespace {

// In v = (lambda - lambda_t) / h, which goes from 0 to 1, r = r_t e^(-h v) and dr = -h r dv. The moments
//     M_m = r_t integral of v^m (-h) e^(-h v) dv
// follow by parts: M_0 = r_t (e^-h - 1),  M_m = r_t e^-h + m M_{m-1} / h.
std::vector<Real> weights(std::span<const Scales> behind, const Scales& s) {
    const Scales& t = behind[0];
    const Real h = s.lambda - t.lambda, from = t.sigma / t.alpha;
    std::vector<Real> nodes, moments{from * std::expm1(-h)};
    for (std::size_t j = 0; j < behind.size(); ++j) {
        nodes.push_back((behind[j].lambda - t.lambda) / h);
        if (j > 0) moments.push_back(from * std::exp(-h) + static_cast<Real>(j) * moments[j - 1] / h);
    }
    return polynomial_weights(nodes, moments);
}

}  // namespace

Entry deis_entry(std::size_t order) {
    return {concat("deis-", order),
            {},
            concat("order ", order, ", 1 evaluation a step; Zhang, Chen (2022), arXiv:2204.13902")};
}

std::unique_ptr<const Solver> make_deis(std::size_t order) { return make_adams(order, weights, true); }

}  // namespace drift::solver
