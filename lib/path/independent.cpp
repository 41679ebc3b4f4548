// Pair i of batch k takes row (k - 1) batch + i of either end.
#include "path/coupling.hpp"

namespace drift::path {
namespace {

class IndependentPairs final : public BatchPairs {
public:
    IndependentPairs(const SharedEnd& x0, const SharedEnd& x1, std::uint64_t begin)
        : x0_(x0), x1_(x1), begin_(begin) {}

    void slice(std::size_t first, std::size_t n, Pairs& out) const override {
        out.x0.resize(n * x0_->dimension()), out.x1.resize(n * x1_->dimension());
        out.labels.resize(x0_->labelled() ? n : 0);
        x0_->draw(begin_ + first, n, out.x0.data(), out.labels.data());
        x1_->draw(begin_ + first, n, out.x1.data(), nullptr);
    }

private:
    SharedEnd x0_, x1_;
    std::uint64_t begin_;
};

class Independent final : public Coupling {
public:
    Independent(const SharedEnd& x0, const SharedEnd& x1) : x0_(x0), x1_(x1) {}

    std::shared_ptr<const BatchPairs> pairs(std::uint64_t k, std::size_t batch, ThreadPool&) override {
        return std::make_shared<IndependentPairs>(x0_, x1_, (k - 1) * batch);
    }

private:
    SharedEnd x0_, x1_;
};

}  // namespace

Registered<MakeCoupling> independent_coupling() {
    return {{"independent", {}, "x0 and x1 drawn independently"},
            [](const Spec&, const SharedEnd& x0, const SharedEnd& x1,
               const Random&) -> std::unique_ptr<Coupling> { return std::make_unique<Independent>(x0, x1); }};
}

}  // namespace drift::path
