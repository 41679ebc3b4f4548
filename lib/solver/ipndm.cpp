// iPNDM: the Adams-Bashforth weights of a uniform grid, on any grid,
//     x_s / alpha_s = x_t / alpha_t + (r_s - r_t) sum_j b_j eps_j,   r = sigma / alpha,
// b = 1; 3/2, -1/2; (23, -16, 5) / 12; (55, -59, 37, -9) / 24. Of that order in steps uniform in r, of order 1
// on other grids (2 where neighbouring steps become equal), and good in few steps. Liu, Ren, Lin, Zhao (2022),
// arXiv:2202.09778; without its Runge-Kutta start: Zhang, Chen (2022), arXiv:2204.13902. The first steps are of
// orders 1, 2, 3. Defined at sigma_s = 0.
#include "core/error.hpp"
#include "solver/adams.hpp"
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

std::vector<Real> ipndm_weights(std::span<const Scales> last, const Scales& s) {
    static const std::vector<std::vector<Real>> uniform{
        {1}, {3. / 2, -1. / 2}, {23. / 12, -16. / 12, 5. / 12}, {55. / 24, -59. / 24, 37. / 24, -9. / 24}};
    std::vector<Real> c = uniform[last.size() - 1];
    for (Real& weight : c) weight *= s.sigma / s.alpha - last[0].sigma / last[0].alpha;
    return c;
}

}  // namespace

Registered<MakeSolver> ipndm(std::size_t order) {
    return {{concat("ipndm-", order),
             {},
             concat("order ", order > 1 ? 2 : 1, " on smooth grids, 1 evaluation per step"),
             "Liu, Ren, Lin, Zhao (2022), arXiv:2202.09778"},
            [order](const Spec&, const Schedule&) {
                Solver solver = adams(order, ipndm_weights, {Begin::alpha, End::any, true});
                solver.grid = "sigma";
                return solver;
            }};
}

}  // namespace drift::solver
