// What eval(1) reads for several metrics.
#include "core/error.hpp"
#include "family.hpp"

namespace drift::eval {

void declare(CLI::App& app, Shared& o) {
    cli::add_input(app, "A", o.a, "points to evaluate, (n,...)");
    cli::add_input(app, "-m,--model", o.model.model, "a trained model");
    cli::add_input(app, "--exact", o.model.exact,
                   "use the exact model of these points (.npy) or of this Gaussian mixture (.json)");
    cli::add_spec(app, "-s,--schedule", o.model.schedule, schedules(),
                  "noise schedule of an exact model that is used alone");
    cli::add_input(app, "--labels", o.labels, "array (n) with the class of each row of A");
    cli::add_input(app, "--exact-labels", o.model.exact_labels,
                   "array with the class of each point of the exact model");
    cli::add_number(app, "--t-max", o.t_max, cli::unit_interval, "largest time");
    cli::add_number(app, "--t-min", o.t_min, cli::unit_interval, "smallest time");
    cli::add_count(app, "-n", o.n, 1, 1'000'000'000, "order, risk: number of rows to draw");
}

const Inputs::Set& Inputs::set(const std::string& file, const Shape* shape) {
    const auto found = sets_.find(file);
    if (found != sets_.end()) return found->second;
    npy::Reader in(file);
    if (shape) npy::expect_shape(in, *shape);
    const Shape found_shape = in.row_shape();
    return sets_[file] = {npy::read_rows(in), found_shape};
}

const Rows& Inputs::rows(const std::string& file, const Shape* shape) { return set(file, shape).rows; }

const Shape& Inputs::shape(const std::string& file) { return set(file, nullptr).shape; }

std::vector<std::string> Family::measurements(const std::string& metric) const {
    if (metric.find(':') != std::string::npos)
        throw UsageError("metric '", metric.substr(0, metric.find(':')), "' has options, not settings: '",
                         metric, "'");
    return {metric};
}

}  // namespace drift::eval
