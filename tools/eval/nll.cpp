// nll: the likelihood of rows under a model.
#include "metric/nll.hpp"

#include "cli/progress.hpp"
#include "core/error.hpp"
#include "family.hpp"

namespace drift::eval {
namespace {

class NllFamily final : public Family {
public:
    std::vector<std::string> metrics() const override { return {"nll"}; }

    std::vector<std::string> shared() const override {
        return {"A", "--model", "--exact", "--schedule", "--labels", "--exact-labels", "--t-max", "--t-min"};
    }

    void declare(CLI::App& app) override {
        cli::add_word(app, "--start", start_, {"normal", "exact"}, "nll: density of x at the largest time");
        cli::add_count(app, "--probes", settings_.probes, 0, 1'000'000,
                       "nll: random probe vectors per trace estimate (Hutchinson); 0: exact trace");
        cli::add_number(app, "--tolerance", settings_.tolerance, {1e-14, 1},
                        "nll: relative and absolute tolerance of the ODE solver");
        cli::add_output(app, "--rows-out", rows_out_, "nll: write the log-likelihood of each row here, (n)");
    }

    Answer measure(const std::string&, const Shared& o, Inputs& inputs, ThreadPool& pool) override {
        const auto model = make_model(o.model);
        if (!o.model.exact_labels.empty() && o.labels.empty())
            throw UsageError("classes of an exact model's points matter when rows have --labels");
        if (!o.model.model.empty() && !o.model.schedule.empty())
            throw UsageError("a trained model has its own schedule: leave out --schedule");
        const Shape shape = model->shape();
        const Rows& rows = inputs.rows(o.a, &shape);
        settings_.t_max = o.t_max, settings_.t_min = o.t_min;
        settings_.seed = o.common.seed, settings_.exact_start = start_ == "exact";
        const Labels labels = o.labels.empty() ? Labels{} : npy::read_labels(o.labels);
        cli::Progress progress(o.common, "rows", row_count(rows));
        settings_.on_done = progress.counter();
        const Nll found = negative_log_likelihood(*model, rows, labels, settings_, pool);
        Mean least;
        if (!o.model.model.empty() && !o.model.exact.empty())
            least =
                entropy(*exact::make_exact_model(o.model.exact, "", make_schedule("linear")), rows, labels);
        if (!rows_out_.empty())
            npy::write_rows(rows_out_, Rows(column(found.log_likelihood)), npy::Type::f8, {});
        return {{{"nll", found.average.estimate(), least.estimate(), found.average.n}},
                {{"bits", "evaluations", "probes", "probe_se"},
                 {{found.bits(model->dimension()), found.evaluations, found.probes, found.probe_error}}}};
    }

private:
    LikelihoodSettings settings_;
    std::string start_ = "normal", rows_out_;
};

}  // namespace

std::unique_ptr<Family> nll() { return std::make_unique<NllFamily>(); }

}  // namespace drift::eval
