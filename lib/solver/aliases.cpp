// What k-diffusion, diffusers and torchdiffeq call the solvers.
#include "solver/solvers.hpp"

namespace drift::solver {
namespace {

const char* const two_evaluations = "dpm:order=2,method=singlestep-fixed,predict=eps";

}  // namespace

// k-diffusion's euler and heun are in sigma, which here is ddim and edm; its names are also read with sample_ before
// them, as its functions have it.
std::vector<Alias> solver_aliases() {
    std::vector<Alias> all{
        {"euler_ancestral", "ddim:eta=1"},
        {"dpm_2", two_evaluations},
        {"lms", "lms-4"},
        {"dpm_fast", "dpm-3"},
        {"dpm_adaptive", "dpm-23"},
        {"dpmpp_2s", "dpm++2s"},
        {"dpmpp_2m", "dpm++2m"},
        {"dpmpp_3m", "dpm++3m"},
        {"dpmpp_sde", "sde-dpm++2s"},
        {"dpmpp_2m_sde", "sde-dpm++2m"},
        {"dpmpp_3m_sde", "sde-dpm++3m"},
    };
    for (Alias name : std::vector<Alias>(all)) all.push_back({"sample_" + name.name, name.means});
    const std::vector<Alias> others{
        {"sample_euler", "ddim"},
        {"sample_heun", "edm"},
        {"euler_a", "ddim:eta=1"},
        {"ancestral", "ddim:eta=1"},
        {"DDIMScheduler", "ddim"},
        {"DDPMScheduler", "ddpm"},
        {"EulerDiscreteScheduler", "ddim"},
        {"EulerAncestralDiscreteScheduler", "ddim:eta=1"},
        {"HeunDiscreteScheduler", "edm"},
        {"KDPM2DiscreteScheduler", two_evaluations},
        {"LMSDiscreteScheduler", "lms-4"},
        {"DPMSolverMultistepScheduler", "dpm++2m"},
        {"DPMSolverSinglestepScheduler", "dpm++2s"},
        {"DPMSolverSDEScheduler", "sde-dpm++2s"},
        {"UniPCMultistepScheduler", "unipc-2"},
        {"DEISMultistepScheduler", "deis-2"},
        {"IPNDMScheduler", "ipndm-4"},
        {"FlowMatchEulerDiscreteScheduler", "euler"},
        {"FlowMatchHeunDiscreteScheduler", "heun"},
        {"dpm-solver", "dpm:predict=eps"},
        {"dpm-solver++", "dpm++2m"},
        {"deis", "deis-2"},
        {"ipndm", "ipndm-4"},
        {"plms", "ipndm-4"},
        {"rk45", "dopri5"},
        {"ode45", "dopri5"},
        {"euler_maruyama", "sde"},
        {"predictor_corrector", "langevin"},
    };
    all.insert(all.end(), others.begin(), others.end());
    return all;
}

}  // namespace drift::solver
