#include "plot/kinds.hpp"

#include "plot/images.hpp"
#include "plot/scatter.hpp"

namespace drift::plot {

const Registry<Kind>& kinds() {
    static const Registry<Kind> all("kind of picture", {scatter_kind(), images_kind()});
    return all;
}

const Kind& kind_named(const std::string& name) { return kinds().maker(Spec(name, kinds())); }

}  // namespace drift::plot
