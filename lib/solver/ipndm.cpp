// The weights of iPNDM.
#include "solver/ipndm.hpp"

#include "core/error.hpp"
#include "solver/adams.hpp"

namespace drift::solver {
namespace {

std::vector<Real> weights(std::span<const Scales> behind, const Scales& s) {
    static const std::vector<std::vector<Real>> uniform{
        {1}, {3. / 2, -1. / 2}, {23. / 12, -16. / 12, 5. / 12}, {55. / 24, -59. / 24, 37. / 24, -9. / 24}};
    std::vector<Real> c = uniform[behind.size() - 1];
    for (Real& weight : c) weight *= s.sigma / s.alpha - behind[0].sigma / behind[0].alpha;
    return c;
}

}  // namespace

Entry ipndm_entry(std::size_t order) {
    return {concat("ipndm-", order),
            {},
            concat("order ", order > 1 ? 2 : 1,
                   " on smooth grids, 1 evaluation a step; Liu, Ren, Lin, Zhao (2022), arXiv:2202.09778")};
}

std::unique_ptr<const Solver> make_ipndm(std::size_t order) { return make_adams(order, weights, false); }

}  // namespace drift::solver
