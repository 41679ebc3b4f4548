// What eval(1) reads for several metrics.
#include "core/error.hpp"
#include "family.hpp"

namespace drift::eval {

void declare(CLI::App& app, Shared& o) {
    cli::add_input(app, "A", o.a, "points, (n,...)");
    cli::add_input(app, "-m,--model", o.model.model, "a trained model");
    cli::add_input(app, "--exact", o.model.exact,
                   "the exact model of a file: points (.npy) or a mixture (.json)");
    cli::add_spec(app, "-s,--schedule", o.model.schedule, schedules(), "that of an exact model alone");
    cli::add_input(app, "--labels", o.labels, "the classes of A, (n)");
    cli::add_input(app, "--exact-labels", o.model.exact_labels, "the classes of the exact model's points");
    cli::add_number(app, "--t-max", o.t_max, cli::unit_interval, "the noisiest time");
    cli::add_number(app, "--t-min", o.t_min, cli::unit_interval, "the least noisy time");
    cli::add_count(app, "-n", o.n, 1, 1'000'000'000, "order, risk: rows to draw");
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
