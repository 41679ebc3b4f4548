// risk, excess, kl-bound: a model against an exact one, level by level.
#include "metric/risk.hpp"

#include "core/error.hpp"
#include "family.hpp"

namespace drift::eval {
namespace {

class RiskFamily final : public Family {
public:
    std::vector<std::string> metrics() const override { return {"risk"}; }
    std::vector<std::string> measurements(const std::string& metric) const override {
        Family::measurements(metric);
        return {"risk", "excess", "kl-bound"};
    }
    std::vector<std::string> shared() const override {
        return {"--model", "--exact", "--t-max", "--t-min", "-n"};
    }

    void declare(CLI::App& app) override {
        cli::add_count(app, "--levels", settings_.levels, 2, 100'000, "risk: number of noise levels");
    }

    Answer measure(const std::string&, const Shared& o, Inputs&, ThreadPool& pool) override {
        if (o.model.model.empty() || o.model.exact.empty())
            throw UsageError("the risk of a model is against an exact one: missing '--",
                             o.model.model.empty() ? "model'" : "exact'");
        const auto model = make_model({o.model.model, "", "", ""});
        const auto oracle = exact::make_exact_model(
            o.model.exact, "", make_schedule(model->schedule().spec()), model->standardization());
        settings_.rows = o.n.value_or(settings_.rows), settings_.seed = o.common.seed;
        settings_.t_max = o.t_max, settings_.t_min = o.t_min;
        const Risk found = excess_risk(*model, *oracle, settings_, pool);
        const std::uint64_t n = settings_.rows;
        Answer answer{{{"risk", found.loss.estimate(), found.least.estimate(), n},
                       {"excess", found.excess.estimate(), {}, n},
                       {"kl-bound", found.kl.estimate(), {}, n}},
                      {{"sigma/alpha", "t", "loss", "least", "excess", "se"}, {}}};
        for (const NoiseLevel& level : found.levels)
            answer.details.rows.push_back({level.ratio, level.t, level.loss(), level.least.value(),
                                           level.excess.value(), level.excess.error()});
        return answer;
    }

private:
    RiskSettings settings_;
};

}  // namespace

std::unique_ptr<Family> risk() { return std::make_unique<RiskFamily>(); }

}  // namespace drift::eval
