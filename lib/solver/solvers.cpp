// The table of solvers, one line each: what it is and how it is made.
#include "solver/solvers.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include "core/error.hpp"
#include "solver/ddim.hpp"
#include "solver/ddim_half.hpp"
#include "solver/ddpm.hpp"
#include "solver/deis.hpp"
#include "solver/dopri5.hpp"
#include "solver/dpm_adaptive.hpp"
#include "solver/dpm_solver.hpp"
#include "solver/edm.hpp"
#include "solver/ipndm.hpp"
#include "solver/langevin.hpp"
#include "solver/lms.hpp"
#include "solver/restart.hpp"
#include "solver/runge_kutta.hpp"
#include "solver/sde.hpp"
#include "solver/sde_dpm_solver.hpp"
#include "solver/unipc.hpp"

namespace drift::solver {
namespace {

using Maker = std::function<std::unique_ptr<const Solver>(const Spec&, const Schedule&)>;

struct Known {
    Entry entry;
    Maker make;
};

// A name for a general form with some settings fixed, `dpm:order=2,method=multistep`; it takes the other ones
// that matter to it.
Known alias(const std::string& name, const Known& general, const std::string& form,
            const std::vector<std::string>& free, const std::string& help) {
    Entry entry{name, {}, help};
    for (const Setting& setting : general.entry.settings)
        if (std::find(free.begin(), free.end(), setting.key) != free.end()) entry.settings.push_back(setting);
    return {entry, [=](const Spec& spec, const Schedule& schedule) {
                std::string text = form;
                for (const Setting& setting : entry.settings)
                    if (spec.given(setting.key)) text += "," + setting.key + "=" + spec.text(setting.key);
                return general.make(Spec(text, {"solver", {general.entry}}), schedule);
            }};
}

// For solvers that are the same for every schedule.
Maker any(std::unique_ptr<const Solver> (*make)(const Spec&)) {
    return [=](const Spec& spec, const Schedule&) { return make(spec); };
}

// For those whose only setting is the order in their name.
Known of_order(std::size_t order, Entry (*entry)(std::size_t),
               std::unique_ptr<const Solver> (*make)(std::size_t)) {
    return {entry(order), [=](const Spec&, const Schedule&) { return make(order); }};
}

const std::vector<Known>& table() {
    static const Known dpm{dpm_entry(), any(make_dpm)}, sde{sde_dpm_entry(), any(make_sde_dpm)},
        unipc{unipc_entry(), any(make_unipc)};
    static const std::string eps = "Lu et al. (2022), arXiv:2206.00927",
                             x0 = "Lu et al. (2022), arXiv:2211.01095",
                             zhao = "Zhao et al. (2023), arXiv:2302.04867",
                             crowson = "Crowson (2022), k-diffusion";
    static const std::string stages = ", evaluations counted in --steps; ", once = ", 1 evaluation a step; ";
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
        dpm,
        alias("dpm-1", dpm, "dpm:order=1,method=singlestep,predict=eps", {}, "order 1" + once + eps),
        alias("dpm-2", dpm, "dpm:order=2,method=singlestep,predict=eps", {"type"}, "order 2" + stages + eps),
        alias("dpm-3", dpm, "dpm:order=3,method=singlestep,predict=eps", {"type"}, "order 3" + stages + eps),
        {dpm_adaptive_entry(2), [](const Spec& spec, const Schedule&) { return make_dpm_adaptive(spec, 2); }},
        {dpm_adaptive_entry(3), [](const Spec& spec, const Schedule&) { return make_dpm_adaptive(spec, 3); }},
        alias("dpm++2s", dpm, "dpm:order=2,method=singlestep,predict=x0", {"type"}, "order 2" + stages + x0),
        alias("dpm++2m", dpm, "dpm:order=2,method=multistep,predict=x0", {"type", "final"}, "order 2" + once + x0),
        alias("dpm++3m", dpm, "dpm:order=3,method=multistep,predict=x0", {"type", "final", "compat"}, "order 3" + once + x0),
        sde,
        alias("sde-dpm++1", sde, "sde-dpm:order=1", {"eta"}, "weak order 1" + once + x0),
        alias("sde-dpm++2m", sde, "sde-dpm:order=2", {"eta", "type"}, "weak order 2" + once + x0),
        alias("sde-dpm++3m", sde, "sde-dpm:order=3", {"eta", "compat"}, "weak order 2" + once + crowson),
        alias("sde-dpm++2s", sde, "sde-dpm:method=singlestep", {"eta", "type", "clock"}, "weak order 2, 2 evaluations a step; " + crowson),
        unipc,
        alias("unipc-1", unipc, "unipc:order=1", {"basis", "predict", "final"}, "order 2" + once + zhao),
        alias("unipc-2", unipc, "unipc:order=2", {"basis", "predict", "final"}, "order 3" + once + zhao),
        alias("unipc-3", unipc, "unipc:order=3", {"basis", "predict", "final"}, "order 4" + once + zhao),
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

const EntryList& solvers() {
    static const EntryList catalogue = [] {
        EntryList all{"solver", {}};
        for (const Known& solver : table()) all.entries.push_back(solver.entry);
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

}  // namespace drift::solver
