// Linear multistep: the noise prediction as a polynomial in r = sigma / alpha through the last times,
//     x_s / alpha_s = x_t / alpha_t + sum_j c_j eps_j,   c_j = integral of l_j(r) dr from r_t to r_s.
// Adams, Bashforth (1883) on y = x / alpha of Karras, Aittala, Aila, Laine (2022), arXiv:2206.00364. The first
// steps are of orders 1, 2, .., which leaves order 2 on a whole run. Defined at sigma_s = 0.
#include "core/error.hpp"
#include "solver/adams.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

// In v = (r - r_t) / (r_s - r_t), which goes from 0 to 1.
std::vector<Real> lms_weights(std::span<const Scales> last, const Scales& s) {
    const Real from = last[0].sigma / last[0].alpha, h = s.sigma / s.alpha - from;
    std::vector<Real> nodes, moments;
    for (std::size_t j = 0; j < last.size(); ++j) {
        nodes.push_back((last[j].sigma / last[j].alpha - from) / h);
        moments.push_back(h / static_cast<Real>(j + 1));
    }
    return polynomial_weights(nodes, moments);
}

}  // namespace

Registered<MakeSolver> lms(std::size_t order) {
    return {{concat("lms-", order),
             {},
             concat("order ", order, ", 1 evaluation per step"),
             "Adams, Bashforth (1883) in sigma of arXiv:2206.00364"},
            [order](const Spec&, const Schedule&) {
                Solver solver = adams(order, lms_weights, {Begin::alpha, End::any, true});
                solver.grid = "sigma";
                return solver;
            }};
}

}  // namespace drift::solver
