// The table of solvers. Each stands with its formula in the file of its name, is declared here and listed below.
#include "solver/solvers.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace drift::solver {

Registered<MakeSolver> ddim();
Registered<MakeSolver> ddpm();
Registered<MakeSolver> ddim_half();
Registered<MakeSolver> euler();
Registered<MakeSolver> heun();
Registered<MakeSolver> midpoint();
Registered<MakeSolver> rk4();
Registered<MakeSolver> dopri5();
Registered<MakeSolver> sde();
Registered<MakeSolver> edm();
Registered<MakeSolver> dpm();
Registered<MakeSolver> dpm_adaptive(std::size_t order);
Registered<MakeSolver> sde_dpm();
Registered<MakeSolver> unipc();
Registered<MakeSolver> deis(std::size_t order);
Registered<MakeSolver> ipndm(std::size_t order);
Registered<MakeSolver> lms(std::size_t order);
Registered<MakeSolver> langevin();
Registered<MakeSolver> restart();
std::vector<Alias> solver_aliases();  // aliases.cpp

namespace {

// A name for a general form with some settings fixed, `dpm:order=2,method=multistep`; it takes the other ones
// that matter to it.
Registered<MakeSolver> alias(const std::string& name, const Registered<MakeSolver>& general,
                             const std::string& form, const std::vector<std::string>& free,
                             const std::string& help, const std::string& source) {
    Entry entry{name, {}, help, source};
    for (const Setting& setting : general.entry.settings)
        if (std::find(free.begin(), free.end(), setting.key) != free.end()) entry.settings.push_back(setting);
    return {entry, [=](const Spec& spec, const Schedule& schedule) {
                std::string text = form;
                for (const Setting& setting : entry.settings)
                    if (spec.given(setting.key)) text += "," + setting.key + "=" + spec.text(setting.key);
                return general.make(Spec(text, {"solver", {general.entry}}), schedule);
            }};
}

}  // namespace

const Registry<MakeSolver>& solvers() {
    const std::string eps = "Lu et al. (2022), arXiv:2206.00927", x0 = "Lu et al. (2022), arXiv:2211.01095",
                      zhao = "Zhao et al. (2023), arXiv:2302.04867", crowson = "Crowson (2022), k-diffusion";
    const std::string stages = ", evaluations counted as steps", once = ", 1 evaluation per step";
    // clang-format off
    static const Registry<MakeSolver> table("solver", {
        ddim(),
        ddpm(),
        ddim_half(),
        euler(),
        heun(),
        midpoint(),
        rk4(),
        dopri5(),
        sde(),
        edm(),
        dpm(),
        alias("dpm-1", dpm(), "dpm:order=1,method=singlestep,predict=eps", {}, "order 1" + once, eps),
        alias("dpm-2", dpm(), "dpm:order=2,method=singlestep,predict=eps", {"type"}, "order 2" + stages, eps),
        alias("dpm-3", dpm(), "dpm:order=3,method=singlestep,predict=eps", {"type"}, "order 3" + stages, eps),
        dpm_adaptive(2),
        dpm_adaptive(3),
        alias("dpm++2s", dpm(), "dpm:order=2,method=singlestep,predict=x0", {"type"}, "order 2" + stages, x0),
        alias("dpm++2m", dpm(), "dpm:order=2,method=multistep,predict=x0", {"type", "final"}, "order 2" + once, x0),
        alias("dpm++3m", dpm(), "dpm:order=3,method=multistep,predict=x0", {"type", "final", "compat"}, "order 3" + once, x0),
        sde_dpm(),
        alias("sde-dpm++1", sde_dpm(), "sde-dpm:order=1", {"eta"}, "weak order 1" + once, x0),
        alias("sde-dpm++2m", sde_dpm(), "sde-dpm:order=2", {"eta", "type"}, "weak order 2" + once, x0),
        alias("sde-dpm++3m", sde_dpm(), "sde-dpm:order=3", {"eta", "compat"}, "weak order 2" + once, crowson),
        alias("sde-dpm++2s", sde_dpm(), "sde-dpm:method=singlestep", {"eta", "type", "clock"}, "weak order 2, 2 evaluations per step", crowson),
        unipc(),
        alias("unipc-1", unipc(), "unipc:order=1", {"basis", "predict", "final"}, "order 2" + once, zhao),
        alias("unipc-2", unipc(), "unipc:order=2", {"basis", "predict", "final"}, "order 3" + once, zhao),
        alias("unipc-3", unipc(), "unipc:order=3", {"basis", "predict", "final"}, "order 4" + once, zhao),
        deis(1),
        deis(2),
        deis(3),
        ipndm(1),
        ipndm(2),
        ipndm(3),
        ipndm(4),
        lms(1),
        lms(2),
        lms(3),
        lms(4),
        langevin(),
        restart(),
    }, solver_aliases());
    // clang-format on
    return table;
}

Solver make_full_order_solver(const std::string& spec, const Schedule& schedule) {
    const Solver solver = make_solver(spec, schedule);
    if (!solver.lower_end || Spec(spec, solvers()).given("final")) return solver;
    const bool settings = spec.find(':') != std::string::npos;
    return make_solver(concat(spec, settings ? "," : ":", "final=full"), schedule);
}

}  // namespace drift::solver
