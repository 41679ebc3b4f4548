#include "path/matching.hpp"

#include <algorithm>

namespace drift::path {
namespace {

/// Any row of x1, whichever that of x0: draws with replacement.
class AnyRow final : public Matching {
public:
    explicit AnyRow(const Random& random) : random_(random) {}

    std::vector<std::size_t> partners(const Rows& x0, const Rows& x1, const Labels&, std::uint64_t first,
                                      ThreadPool&) const override {
        std::vector<std::size_t> partner(row_count(x0));
        for (std::size_t i = 0; i < partner.size(); ++i)
            partner[i] = random_.index(first + i, 0, static_cast<std::uint32_t>(row_count(x1)));
        return partner;
    }

private:
    Random random_;
};

// The pairs of a batch, whole.
class WholePairs final : public BatchPairs {
public:
    WholePairs(Pairs all, std::size_t d) : all_(std::move(all)), d_(d) {}

    void slice(std::size_t first, std::size_t n, Pairs& out) const override {
        const auto rows = [&](const std::vector<float>& of) {
            return std::vector<float>(of.data() + first * d_, of.data() + (first + n) * d_);
        };
        out.x0 = rows(all_.x0), out.x1 = rows(all_.x1), out.labels.clear();
        if (!all_.labels.empty())
            out.labels.assign(all_.labels.data() + first, all_.labels.data() + first + n);
    }

private:
    Pairs all_;
    std::size_t d_;
};

class Matched final : public Coupling {
public:
    Matched(std::unique_ptr<const Matching> matching, SharedEnd x0, SharedEnd x1)
        : matching_(std::move(matching)), x0_(std::move(x0)), x1_(std::move(x1)) {}

    std::shared_ptr<const BatchPairs> pairs(std::uint64_t k, std::size_t batch, ThreadPool& pool) override {
        const std::size_t d = x0_->dimension();
        const std::uint64_t first = (k - 1) * batch;
        Pairs all{std::vector<float>(batch * d), std::vector<float>(batch * d),
                  Labels(x0_->labelled() ? batch : 0)};
        x0_->draw(first, batch, all.x0.data(), all.labels.data());
        x1_->draw(first, batch, all.x1.data(), nullptr);
        const std::vector<std::size_t> partner =
            matching_->partners(rows(all.x0, d), rows(all.x1, d), all.labels, first, pool);
        const std::vector<float> drawn = all.x1;
        for (std::size_t i = 0; i < batch; ++i)
            std::copy_n(drawn.data() + partner[i] * d, d, all.x1.data() + i * d);
        return std::make_shared<WholePairs>(std::move(all), d);
    }

private:
    static Rows rows(const std::vector<float>& of, std::size_t d) {
        Rows all = Rows::from_shape({of.size() / d, d});
        std::copy(of.begin(), of.end(), all.data());
        return all;
    }

    std::unique_ptr<const Matching> matching_;
    SharedEnd x0_, x1_;
};

Registered<MakeMatching> any_row() {
    return {{"independent", {}, "any row of the other set, by equal chances"},
            [](const Spec&, const Random& random) -> std::unique_ptr<const Matching> {
                return std::make_unique<AnyRow>(random);
            }};
}

}  // namespace

Registered<MakeMatching> exact_matching();     // exact_matching.cpp
Registered<MakeMatching> entropic_matching();  // entropic_matching.cpp

const Registry<MakeMatching>& matchings() {
    static const Registry<MakeMatching> all("matching", {any_row(), exact_matching(), entropic_matching()});
    return all;
}

std::unique_ptr<const Matching> make_matching(const std::string& spec, const Random& random) {
    return matchings().make(spec, random);
}

std::unique_ptr<Coupling> coupling_of(std::unique_ptr<const Matching> matching, const SharedEnd& x0,
                                      const SharedEnd& x1) {
    return std::make_unique<Matched>(std::move(matching), x0, x1);
}

}  // namespace drift::path
