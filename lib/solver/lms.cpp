// The weights of lms.
#include "solver/lms.hpp"

#include "core/error.hpp"
#include "solver/adams.hpp"

namespace drift::solver {
namespace {

// In v = (r - r_t) / (r_s - r_t), which goes from 0 to 1.
std::vector<Real> weights(std::span<const Scales> behind, const Scales& s) {
    const Real from = behind[0].sigma / behind[0].alpha, h = s.sigma / s.alpha - from;
    std::vector<Real> nodes, moments;
    for (std::size_t j = 0; j < behind.size(); ++j) {
        nodes.push_back((behind[j].sigma / behind[j].alpha - from) / h);
        moments.push_back(h / static_cast<Real>(j + 1));
    }
    return polynomial_weights(nodes, moments);
}

}  // namespace

Entry lms_entry(std::size_t order) {
    return {concat("lms-", order),
            {},
            concat("order ", order,
                   ", 1 evaluation a step; Adams, Bashforth (1883) in sigma of arXiv:2206.00364")};
}

std::unique_ptr<const Solver> make_lms(std::size_t order) { return make_adams(order, weights, false); }

}  // namespace drift::solver
