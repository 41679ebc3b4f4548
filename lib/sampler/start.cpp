#include "sampler/start.hpp"

#include "core/error.hpp"

namespace drift::sampler {

Start normal_start(std::shared_ptr<const Noise> noise, std::size_t d, const Scales& at) {
    return
        [noise = std::move(noise), d, sigma = at.sigma](std::uint64_t first, std::size_t n, const Labels&) {
            return Rows(sigma * (*noise)(first, n, d, {Purpose::start}));
        };
}

Start base_start(const Model& model, std::shared_ptr<const Noise> noise, const Scales& at) {
    const std::shared_ptr<const Distribution> base = model.facts().base;
    if (!base) return normal_start(std::move(noise), model.dimension(), at);
    return [noise = std::move(noise), base, sigma = at.sigma](std::uint64_t first, std::size_t n,
                                                              const Labels&) {
        return Rows(sigma * noise->of(*base, first, n));
    };
}

Start exact_start(const Model& model, std::uint64_t seed, std::shared_ptr<const Noise> noise,
                  const Scales& at) {
    const NoisedLaw* law = model.law();
    if (!law) throw UsageError("an exact start draws from the data's law, which only an exact model knows");
    return [law, d = model.dimension(), random = Random(seed, "sample data"), noise = std::move(noise), at](
               std::uint64_t first, std::size_t n, const Labels& labels) {
        const Rows x0 = law->draw(random, first, n, labels);
        return Rows(at.alpha * x0 + at.sigma * (*noise)(first, n, d, {Purpose::start}));
    };
}

Start given_start(Rows rows, std::uint64_t first) {
    return [rows = std::move(rows), first](std::uint64_t from, std::size_t n, const Labels&) {
        return row_range(rows, from - first, n);
    };
}

Real start_error(const Model& model, const Scales& at) {
    return at.alpha * at.alpha * model.second_moment() / (at.sigma * at.sigma);
}

}  // namespace drift::sampler
