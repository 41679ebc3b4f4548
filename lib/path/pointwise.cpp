#include "path/pointwise.hpp"

#include "core/error.hpp"

namespace drift::path {
namespace {

Setting smoothing() { return {"sigma", "0", "standard deviation of noise around the way"}; }

std::string smoothed(const Spec& spec) {
    return spec.number("sigma", 0, 1e6) > 0 ? "smoothed:sigma=" + spec.text("sigma") : "affine";
}

// The path of the same name and setting, on the straight schedule.
PointwiseFlow own_path(const Spec& spec) { return {"linear", spec.canonical()}; }

Registered<MakePointwise> of_path(const Registered<MakePath>& path) { return {path.entry, own_path}; }

}  // namespace

Registered<MakePath> square_root_path();  // square_root.cpp
Registered<MakePath> arc_path();          // arc.cpp
Registered<MakePath> bridge_path();       // noisy.cpp
Registered<MakePath> target_path();       // target.cpp

const Registry<MakePointwise>& pointwise_flows() {
    static const Registry<MakePointwise> all(
        "pointwise flow",
        {{{"linear", {smoothing()}, "(1 - t) x0 + t x1: the affine path on schedule linear"},
          [](const Spec& spec) -> PointwiseFlow {
              return {"linear", smoothed(spec)};
          }},
         of_path(square_root_path()),
         {{"trig",
           {smoothing()},
           "cos(pi t / 2) x0 + sin(pi t / 2) x1: the affine path on schedule vp-cosine:s=0"},
          [](const Spec& spec) -> PointwiseFlow {
              return {"vp-cosine:s=0", smoothed(spec)};
          }},
         of_path(arc_path()),
         of_path(bridge_path()),
         of_path(target_path())});
    return all;
}

PointwiseFlow make_pointwise(const std::string& spec) { return pointwise_flows().make(spec); }

}  // namespace drift::path
