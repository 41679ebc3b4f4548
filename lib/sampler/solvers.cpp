// The table of solvers, one line each: what it is and how it is made.
#include <functional>
#include <vector>

#include "core/error.hpp"
#include "sampler/ddim.hpp"
#include "sampler/ddim_half.hpp"
#include "sampler/ddpm.hpp"
#include "sampler/deis.hpp"
#include "sampler/dopri5.hpp"
#include "sampler/edm.hpp"
#include "sampler/ipndm.hpp"
#include "sampler/langevin.hpp"
#include "sampler/lms.hpp"
#include "sampler/restart.hpp"
#include "sampler/runge_kutta.hpp"
#include "sampler/sampler.hpp"
#include "sampler/sde.hpp"

namespace drift {
namespace {

using Maker = std::function<std::unique_ptr<const Solver>(const Spec&, const Schedule&)>;

struct Known {
    Named entry;
    Maker make;
};

// For solvers that are the same for every schedule.
Maker any(std::unique_ptr<const Solver> (*make)(const Spec&)) {
    return [=](const Spec& spec, const Schedule&) { return make(spec); };
}

// For those whose only setting is the order in their name.
Known of_order(std::size_t order, Named (*entry)(std::size_t),
               std::unique_ptr<const Solver> (*make)(std::size_t)) {
    return {entry(order), [=](const Spec&, const Schedule&) { return make(order); }};
}

const std::vector<Known>& table() {
    // clang-format off
    static const std::vector<Known> known{
        {ddim_entry(), any(make_ddim)},
        {ddpm_entry(), make_ddpm},
        {ddim_half_entry(), any(make_ddim_half)},
        {euler_entry(), any(make_runge_kutta)},
        {heun_entry(), any(make_runge_kutta)},
        {midpoint_entry(), any(make_runge_kutta)},
        {rk4_entry(), any(make_runge_kutta)},
        {dopri5_entry(), any(make_dopri5)},
        {sde_entry(), any(make_sde)},
        {edm_entry(), any(make_edm)},
        of_order(1, deis_entry, make_deis),
        of_order(2, deis_entry, make_deis),
        of_order(3, deis_entry, make_deis),
        of_order(1, ipndm_entry, make_ipndm),
        of_order(2, ipndm_entry, make_ipndm),
        of_order(3, ipndm_entry, make_ipndm),
        of_order(4, ipndm_entry, make_ipndm),
        of_order(1, lms_entry, make_lms),
        of_order(2, lms_entry, make_lms),
        of_order(3, lms_entry, make_lms),
        of_order(4, lms_entry, make_lms),
        {langevin_entry(), any(make_langevin)},
        {restart_entry(), any(make_restart)},
    };
    // clang-format on
    return known;
}

}  // namespace

const Catalogue& solvers() {
    static const Catalogue catalogue = [] {
        Catalogue all{"solver", {}};
        for (const Known& solver : table()) all.things.push_back(solver.entry);
        return all;
    }();
    return catalogue;
}

std::unique_ptr<const Solver> make_solver(const std::string& text, const Schedule& schedule) {
    const Spec spec(text, solvers());
    for (const Known& solver : table())
        if (solver.entry.name == spec.name()) return solver.make(spec, schedule);
    throw Error("unknown solver '", spec.name(), "'");
}

}  // namespace drift
