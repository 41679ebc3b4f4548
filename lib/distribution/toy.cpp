// The table of sets, and the making of each.
#include "distribution/toy.hpp"

#include <algorithm>
#include <numbers>

#include "core/error.hpp"
#include "distribution/digits.hpp"
#include "distribution/dino.hpp"
#include "distribution/plane.hpp"
#include "distribution/toy_mixture.hpp"

namespace drift::distribution {

const EntryList& sets() {
    static const Setting noise{"noise", "0.05", "normal noise on both coordinates"};
    static const EntryList all{
        "set",
        {{"gaussian",
          {{"d", "2", "dimension"}, {"mean", "0", "of each coordinate"}, {"std", "1", "of each coordinate"}},
          "one Gaussian"},
         {"mixture", {{"FILE", "", "JSON, as 'data spec' writes it"}}, "any Gaussian mixture"},
         {"8gaussians",
          {{"radius", "2", "radius of the ring"}, {"std", "0.2", "standard deviation of each"}},
          "Gaussians on a ring"},
         {"25gaussians",
          {{"spacing", "2", "spacing of the lattice"}, {"std", "0.05", "standard deviation of each"}},
          "Gaussians on 5 x 5 places"},
         {"moons", {noise}, "two half circles of radius 1"},
         {"circles",
          {{"factor", "0.5", "radius of the inner one"}, noise},
          "two circles, the outer of radius 1"},
         {"swissroll", {{"noise", "0.25", noise.help}}, "tau (cos tau, sin tau), tau in [1.5 pi, 4.5 pi]"},
         {"spiral",
          {{"noise", "0", noise.help},
           {"points", "0", "number of fixed points in equal steps of tau; 0: random draws"}},
          "tau (cos tau, sin tau), tau in [pi, 4 pi]"},
         {"annulus",
          {{"inner", "4.25", "radius"},
           {"outer", "4.65", "radius"},
           {"unit", "3.141592653589793", "unit of both radii"}},
          "a ring, uniform in area"},
         {"checkerboard",
          {{"cells", "4", "cells per side, even"}, {"side", "2", "side of a cell"}},
          "the dark squares of a board"},
         {"pinwheel",
          {{"arms", "5", "number of arms"},
           {"radial", "0.3", "standard deviation along an arm"},
           {"tangential", "0.1", "standard deviation across an arm"},
           {"rate", "0.25", "rate of the turn with the radius"}},
          "bent arms"},
         {"scurve", {noise}, "an S of two arcs of radius 1"},
         {"dino", {}, "the Datasaurus, 142 points"},
         {"point", {{"x", "0", "coordinate"}, {"y", "0", "coordinate"}}, "one point of the plane"},
         {"two-points",
          {{"a", "1", "half the distance between the points"}, {"d", "1", "dimension"}},
          "-a and a on the first axis"},
         {"pair1d",
          {{"weight", "0.5", "weight of the first"},
           {"mean1", "-2", "mean"},
           {"std1", "0.5", "std"},
           {"mean2", "2", "mean"},
           {"std2", "1", "std"}},
          "two Gaussians on a line"},
         {"digits", {}, "1797 handwritten digits, (n,8,8), -1 .. 1"},
         {"grid",
          {{"nx", "20", "columns"},
           {"ny", "20", "rows"},
           {"xmin", "-2", "first x"},
           {"xmax", "2", "last x"},
           {"ymin", "-2", "first y"},
           {"ymax", "2", "last y"}},
          "a lattice, x running fastest"}}};
    return all;
}

namespace {

// `grid:20,20,-2,2,-2,2` with its keys written out.
std::string with_keys(const std::string& text) {
    if (!text.starts_with("grid:") || text.find('=') != std::string::npos) return text;
    const std::vector<Setting>& settings = sets().find("grid").settings;
    const std::vector<std::string> values = split(text.substr(5), ',');
    if (values.size() != settings.size())
        throw UsageError("expected grid:nx,ny,xmin,xmax,ymin,ymax, found '", text, "'");
    std::string keyed = "grid:";
    for (std::size_t i = 0; i < values.size(); ++i)
        keyed += (i ? "," : "") + settings[i].key + "=" + values[i];
    return keyed;
}

// The place of step k of n equal steps from a to b, both ends included.
Real linspace(Real a, Real b, std::uint64_t k, std::uint64_t n) {
    return n > 1 ? a + (b - a) * static_cast<Real>(k) / static_cast<Real>(n - 1) : a;
}

Set mixture_set(const std::string& name, const Mixture& mixture) {
    return {name,
            {dimension(mixture.means)},
            !mixture.labels.empty(),
            [mixture](const Random& random, std::uint64_t first, std::size_t n, Labels* classes) {
                return draw(mixture, random, first, n, classes);
            },
            {},
            mixture};
}

Set lattice(const Spec& spec) {
    const std::size_t most = 1'000'000, nx = spec.count("nx", 1, most), ny = spec.count("ny", 1, most);
    const auto edge = [&](const char* key) { return spec.number(key, -1e6, 1e6); };
    const Real xmin = edge("xmin"), xmax = edge("xmax"), ymin = edge("ymin"), ymax = edge("ymax");
    const auto places = [=](const Random&, std::uint64_t first, std::size_t n, Labels*) {
        Rows x = zeros(n, 2);
        for (std::size_t i = 0; i < n; ++i) {
            x(i, 0) = linspace(xmin, xmax, (first + i) % nx, nx);
            x(i, 1) = linspace(ymin, ymax, (first + i) / nx, ny);
        }
        return x;
    };
    return {spec.name(), {2}, false, places, nx * ny};
}

// The fixed points of the tutorials' figures, with the noise of the spec.
Set spiral_points(const Spec& spec) {
    const std::size_t points = spec.count("points", 1, 1'000'000'000);
    const auto places = [points, noise = spec.number("noise", 0, 1e6)](
                            const Random& random, std::uint64_t first, std::size_t n, Labels*) {
        Rows x = random.normal_rows(first, n, 2, 1);
        for (std::size_t i = 0; i < n; ++i) {
            const Point place =
                on_spiral(linspace(std::numbers::pi, 4 * std::numbers::pi, first + i, points));
            x(i, 0) = place.x + noise * x(i, 0);
            x(i, 1) = place.y + noise * x(i, 1);
        }
        return x;
    };
    return {spec.name(), {2}, false, places, points};
}

}  // namespace

std::uint64_t Set::rest(std::uint64_t first) const { return size ? *size - std::min(*size, first) : 1000; }

void Set::check(std::uint64_t first, std::uint64_t n) const {
    if (size && (first > *size || n > *size - first))
        throw Error("set '", name, "' has ", *size, " rows, asked for rows ", first, " to ", first + n);
}

Rows Set::rows(std::uint64_t seed, std::uint64_t first, std::size_t n, Labels* classes) const {
    check(first, n);
    return stream(Random(seed, "data " + name), first, n, classes);
}

std::string mixture_spec(const std::string& text) {
    const Set set = make_set(text);
    if (set.mixture) return to_json(*set.mixture);
    std::string known = "mixture:FILE";
    for (const std::string& name : sets().names())
        if (name != "mixture" && make_set(name).mixture) known += ", " + name;
    throw UsageError("set '", set.name, "' is not a mixture; those that are: ", known);
}

Set make_set(const std::string& text) {
    const Spec spec(with_keys(text), sets());
    const std::string& name = spec.name();
    if (name == "mixture") return mixture_set(name, read_mixture(spec.text("FILE")));
    if (name == "grid") return lattice(spec);
    if (name == "spiral" && spec.text("points") != "0") return spiral_points(spec);
    if (name == "digits")
        return {name,
                {digit_side, digit_side},
                true,
                [](const Random&, std::uint64_t first, std::size_t n, Labels* classes) {
                    return digits(first, n, classes);
                },
                digit_count};
    if (name == "dino")
        return {name,
                {2},
                false,
                [](const Random&, std::uint64_t first, std::size_t n, Labels*) { return dino(first, n); },
                dino_count};
    if (const auto mixture = toy_mixture(spec)) return mixture_set(name, *mixture);
    const bool labelled = name == "moons" || name == "circles" || name == "pinwheel";
    return {name,
            {2},
            labelled,
            [formula = point_formula(spec)](const Random& random, std::uint64_t first, std::size_t n,
                                            Labels* classes) {
                return draw(formula, random, first, n, classes);
            }};
}

}  // namespace drift::distribution
