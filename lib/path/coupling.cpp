#include "path/coupling.hpp"

namespace drift::path {

Registered<MakeCoupling> independent_coupling();
Registered<MakeCoupling> ot_coupling();        // exact_matching.cpp
Registered<MakeCoupling> sinkhorn_coupling();  // entropic_matching.cpp

const Registry<MakeCoupling>& couplings() {
    static const Registry<MakeCoupling> all("coupling",
                                            {independent_coupling(), ot_coupling(), sinkhorn_coupling()});
    return all;
}

std::unique_ptr<Coupling> make_coupling(const std::string& spec, const SharedEnd& x0, const SharedEnd& x1,
                                        const Random& random) {
    return couplings().make(spec, x0, x1, random);
}

}  // namespace drift::path
