#include "distribution/toy.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "distribution/grid.hpp"
#include "distribution/mixture.hpp"

namespace drift::distribution {

Registered<MakeSet> gaussian();         // toy_mixture.cpp
Registered<MakeSet> mixture_file();     // toy_mixture.cpp
Registered<MakeSet> eight_gaussians();  // toy_mixture.cpp
Registered<MakeSet> grid_gaussians();   // toy_mixture.cpp
Registered<MakeSet> moons();            // plane.cpp
Registered<MakeSet> circles();          // plane.cpp
Registered<MakeSet> swissroll();        // spiral.cpp
Registered<MakeSet> spiral();           // spiral.cpp
Registered<MakeSet> annulus();          // annulus.cpp
Registered<MakeSet> checkerboard();     // plane.cpp
Registered<MakeSet> pinwheel();         // plane.cpp
Registered<MakeSet> scurve();           // plane.cpp
Registered<MakeSet> dino();             // dino.cpp
Registered<MakeSet> point();            // toy_mixture.cpp
Registered<MakeSet> two_points();       // toy_mixture.cpp
Registered<MakeSet> pair1d();           // toy_mixture.cpp
Registered<MakeSet> digits();           // digits.cpp

const Registry<MakeSet>& sets() {
    static const Registry<MakeSet> all(
        "set",
        {gaussian(), mixture_file(), eight_gaussians(), grid_gaussians(), moons(), circles(), swissroll(),
         spiral(), annulus(), checkerboard(), pinwheel(), scurve(), dino(), point(), two_points(), pair1d(),
         digits(), grid()},
        {{"normal", "gaussian"},
         {"eight-gaussians", "8gaussians"},
         {"two-moons", "moons"},
         {"make_moons", "moons"},
         {"make_circles", "circles"},
         {"make_swiss_roll", "swissroll"},
         {"make_s_curve", "scurve"},
         {"datasaurus", "dino"},
         {"ring", "annulus"},
         {"load_digits", "digits"}});
    return all;
}

std::uint64_t Set::rest(std::uint64_t first) const { return size ? *size - std::min(*size, first) : 1000; }

void Set::check(std::uint64_t first, std::uint64_t n) const {
    if (size && (first > *size || n > *size - first))
        throw Error("set '", name, "' has ", *size, " rows, asked for rows ", first, " to ", first + n);
}

Rows Set::rows(std::uint64_t seed, std::uint64_t first, std::size_t n, Labels* classes) const {
    check(first, n);
    return stream(Random(seed, "data " + name), first, n, classes);
}

Set make_set(const std::string& text) {
    const Spec spec(grid_with_keys(text), sets());
    const std::shared_ptr<const Distribution> law = sets().maker(spec)(spec);
    return {.name = spec.name(),
            .law = law,
            .row_shape = law->shape(),
            .labelled = law->classes() > 0,
            .size = law->size()};
}

std::string mixture_spec(const std::string& text) {
    const Set set = make_set(text);
    if (const Mixture* mixture = set.law->mixture()) return to_json(*mixture);
    std::string known = "mixture:FILE";
    for (const std::string& name : sets().names())
        if (name != "mixture" && make_set(name).law->mixture()) known += ", " + name;
    throw UsageError("set '", set.name, "' is not a mixture; those that are: ", known);
}

}  // namespace drift::distribution
