// Entropic optimal transport between the rows of two sets.
#include <algorithm>

#include "path/matching.hpp"
#include "transport/sinkhorn.hpp"

namespace drift::path {
namespace {

/// A partner of each row drawn from its row of the entropic plan.
class Entropic final : public Matching {
public:
    Entropic(const Spec& spec, const Random& random)
        : epsilon_(spec.number("epsilon", 1e-9, 1e12)),
          tolerance_(spec.number("tolerance", 1e-12, 1)),
          random_(random) {}

    std::vector<std::size_t> partners(const Rows& x0, const Rows& x1, const Labels&, std::uint64_t first,
                                      ThreadPool& pool) const override {
        constexpr std::size_t piece = 64;
        const std::size_t n = row_count(x0), m = row_count(x1);
        const EntropicPlan plan(x0, x1, {.epsilon = epsilon_, .tolerance = tolerance_}, pool);
        std::vector<float> u(n);
        random_.uniform_rows(first, n, 1, 0, u.data());
        std::vector<std::size_t> partner(n);
        pool.run((n + piece - 1) / piece, [&](std::size_t slice, unsigned) {
            std::vector<Real> share(m);
            for (std::size_t i = slice * piece; i < std::min(n, (slice + 1) * piece); ++i) {
                plan.shares(i, share);
                partner[i] = drawn(share, u[i]);
            }
        });
        return partner;
    }

private:
    // The first place where the sum of the shares passes u.
    static std::size_t drawn(const std::vector<Real>& share, Real u) {
        std::size_t last = 0;
        for (std::size_t j = 0; j < share.size(); ++j) {
            if (share[j] <= 0) continue;
            last = j;
            u -= share[j];
            if (u < 0) break;
        }
        return last;
    }

    Real epsilon_, tolerance_;
    Random random_;
};

Entry entry() {
    return {"sinkhorn",
            {{"epsilon", "0.5", "weight of the entropy, in squared lengths"},
             {"tolerance", "1e-3", "how far the plan's row sums may be off, in all"}},
            "drawn from the plan of entropic optimal transport",
            "Cuturi (2013), arXiv:1306.0895"};
}

std::unique_ptr<const Matching> make(const Spec& spec, const Random& random) {
    return std::make_unique<Entropic>(spec, random);
}

}  // namespace

Registered<MakeMatching> entropic_matching() { return {entry(), make}; }

Registered<MakeCoupling> sinkhorn_coupling() {
    return {entry(), [](const Spec& spec, const SharedEnd& x0, const SharedEnd& x1, const Random& random) {
                return coupling_of(make(spec, random), x0, x1);
            }};
}

}  // namespace drift::path
