#include "train/learning_rate.hpp"

#include <cmath>
#include <numbers>

namespace drift::train {
namespace {

using Factor = double (*)(double);

Factor constant(const Spec&) {
    return [](double) { return 1.0; };
}

Factor linear(const Spec&) {
    return [](double left) { return left; };
}

Factor cosine(const Spec&) {
    return [](double left) { return (1 - std::cos(std::numbers::pi * left)) / 2; };
}

}  // namespace

const Registry<MakeDecay>& decays() {
    static const Registry<MakeDecay> all(
        "decay",
        {{{"constant", {}, "stays at its peak"}, constant},
         {{"linear", {}, "falls linearly to 0 at the last update"}, linear},
         {{"cosine", {}, "falls along half a cosine to 0 at the last update"}, cosine}},
        {{"none", "constant"}, {"constant_with_warmup", "constant"}, {"cosine_annealing", "cosine"}});
    return all;
}

Decay make_decay(const std::string& text) {
    const Spec spec(text, decays());
    return {spec.canonical(), decays().maker(spec)(spec)};
}

double LearningRate::operator()(std::uint64_t k) const {
    const double rising = k < warmup ? static_cast<double>(k) / static_cast<double>(warmup) : 1;
    const double left =
        k <= warmup ? 1 : static_cast<double>(steps - k + 1) / static_cast<double>(steps - warmup);
    return peak * rising * decay.factor(left);
}

}  // namespace drift::train
