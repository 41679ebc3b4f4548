#include "path/path.hpp"

namespace drift::path {
namespace {

// out = a x0 + b x1, in the ends' precision.
template <class Number>
void combine(Real a, Real b, const Ends<Number>& ends, Number* out) {
    const Number of_x0 = static_cast<Number>(a), of_x1 = static_cast<Number>(b);
    for (std::size_t j = 0; j < ends.d; ++j) out[j] = of_x0 * ends.x0[j] + of_x1 * ends.x1[j];
}

class Affine final : public Path {
public:
    void point(const Scales& at, const Ends<Real>& ends, Real c, Real* x) const override {
        combine(c * at.alpha, c * at.sigma, ends, x);
    }
    void point(const Scales& at, const Ends<float>& ends, Real c, float* x) const override {
        combine(c * at.alpha, c * at.sigma, ends, x);
    }
    void velocity(const Scales& at, const Ends<Real>& ends, Real c, Real* u) const override {
        combine(c * at.alpha_dot, c * at.sigma_dot, ends, u);
    }
    void velocity(const Scales& at, const Ends<float>& ends, Real c, float* u) const override {
        combine(c * at.alpha_dot, c * at.sigma_dot, ends, u);
    }
};

}  // namespace

Registered<MakePath> affine_path() {
    return {
        {"affine", {}, "x_t = alpha x0 + sigma x1, the scales of any schedule"},
        [](const Spec&, const Random&) -> std::unique_ptr<const Path> { return std::make_unique<Affine>(); }};
}

}  // namespace drift::path
