// DEIS: Adams-Bashforth in r = sigma / alpha with the noise prediction as a polynomial in ln r,
//     x_s / alpha_s = x_t / alpha_t + sum_j c_j eps_j,   c_j = integral of l_j(ln r) dr from r_t to r_s,
// in closed form. Zhang, Chen (2022), arXiv:2204.13902, as its authors' code has it. Order 3 is the multistep
// DPM-Solver-3 in eps with the second difference doubled. The first steps are of orders 1, 2, which leaves
// order 2 on a whole run.
#include <cmath>

#include "core/error.hpp"
#include "solver/adams.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

// In v = (lambda - lambda_t) / h, which goes from 0 to 1, r = r_t e^(-h v) and dr = -h r dv. The moments
//     M_m = r_t integral of v^m (-h) e^(-h v) dv
// follow by parts: M_0 = r_t (e^-h - 1),  M_m = r_t e^-h + m M_{m-1} / h.
std::vector<Real> deis_weights(std::span<const Scales> last, const Scales& s) {
    const Scales& t = last[0];
    const Real h = s.lambda - t.lambda, from = t.sigma / t.alpha;
    std::vector<Real> nodes, moments{from * std::expm1(-h)};
    for (std::size_t j = 0; j < last.size(); ++j) {
        nodes.push_back((last[j].lambda - t.lambda) / h);
        if (j > 0) moments.push_back(from * std::exp(-h) + static_cast<Real>(j) * moments[j - 1] / h);
    }
    return polynomial_weights(nodes, moments);
}

}  // namespace

Registered<MakeSolver> deis(std::size_t order) {
    return {{concat("deis-", order),
             {},
             concat("order ", order, ", 1 evaluation per step"),
             "Zhang, Chen (2022), arXiv:2204.13902"},
            [order](const Spec&, const Schedule&) {
                return adams(order, deis_weights, {Begin::finite_lambda, End::finite_lambda});
            }};
}

}  // namespace drift::solver
