// order: the observed order of a solver.
#include "metric/order.hpp"

#include <CLI/CLI.hpp>

#include "family.hpp"
#include "sampler/grids.hpp"
#include "solver/solvers.hpp"

namespace drift::eval {
namespace {

class OrderFamily final : public Family {
public:
    std::vector<std::string> metrics() const override { return {"order"}; }
    std::vector<std::string> shared() const override {
        return {"--exact", "--schedule", "--t-max", "--t-min", "-n"};
    }

    void declare(CLI::App& app) override {
        cli::add_spec(app, "--solver", solver_, solvers(), "order: solver and its settings");
        cli::add_counts(app, "--steps", settings_.steps, 1, 1'000'000, "order: numbers of steps, increasing");
        cli::add_spec(app, "--grid", grid_, grids(), "order: spacing of the times; by default the solver's");
        cli::add_input(app, "--init", init_,
                       "order: start from these rows, x at the largest time, instead of drawing them")
            ->excludes("-n");
    }

    Answer measure(const std::string&, const Shared& o, Inputs& inputs, ThreadPool& pool) override {
        const auto model = make_exact_model({"", o.model.exact, "", o.model.schedule});
        settings_.solver = make_full_order_solver(solver_, model->schedule());
        if (!grid_.empty()) settings_.grid = grids().make(grid_);
        settings_.t_max = o.t_max, settings_.t_min = o.t_min;
        settings_.rows = o.n.value_or(settings_.rows), settings_.seed = o.common.seed;
        const Shape shape = model->shape();
        if (!init_.empty()) settings_.starts = inputs.rows(init_, &shape);
        const Orders found = observed_orders(*model, settings_, pool);
        Answer answer{{{"order", {found.lines.back().order}, {}, found.rows}},
                      {{"solver", "steps", "evaluations", "error", "order"}, {}}};
        for (const OrderLine& line : found.lines)
            answer.details.rows.push_back(
                {solver_, std::uint64_t{line.steps}, line.evaluations, line.error, line.order});
        return answer;
    }

private:
    OrderSettings settings_;
    std::string solver_ = default_solver, grid_, init_;
};

}  // namespace

std::unique_ptr<Family> order() { return std::make_unique<OrderFamily>(); }

}  // namespace drift::eval
