// The table of solvers, one line each: what it is and how it is made.
#include <functional>
#include <vector>

#include "core/error.hpp"
#include "sampler/ddim.hpp"
#include "sampler/ddpm.hpp"
#include "sampler/sampler.hpp"

namespace drift {
namespace {

using Made = std::unique_ptr<const Solver>;

struct Known {
    Named entry;
    std::function<Made(const Spec&, const Schedule&)> make;
};

const std::vector<Known>& table() {
    static const std::vector<Known> known{
        {ddim_entry(), [](const Spec& spec, const Schedule&) { return make_ddim(spec); }},
        {ddpm_entry(), make_ddpm},
    };
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
