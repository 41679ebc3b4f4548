// What the parts of eval(1) share. A family is a file: metrics that take the same
// options, or all two-sample metrics.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "cli/model_options.hpp"
#include "cli/options.hpp"
#include "io/npy.hpp"
#include "io/table.hpp"
#include "metric/requirement.hpp"

namespace drift::eval {

using namespace drift::all;

/// Options that several families read.
struct Shared {
    cli::Common common;
    std::string a = "-", labels;
    cli::ModelOptions model;
    std::optional<double> t_max, t_min;
    std::optional<std::uint64_t> n;
};

void declare(CLI::App& app, Shared& o);

/// Rows of files, each read once.
class Inputs {
public:
    /// (n, d); Error when they have another shape than the given one.
    const Rows& rows(const std::string& file, const Shape* shape = nullptr);

    /// The shape of a file's rows.
    const Shape& shape(const std::string& file);

private:
    struct Set {
        Rows rows;
        Shape shape;
    };
    const Set& set(const std::string& file, const Shape* shape);

    std::map<std::string, Set> sets_;
};

/// Measurements, and the table behind the first of them.
struct Answer {
    std::vector<Measurement> measurements;
    Table details;
};

class Family {
public:
    virtual ~Family() = default;

    /// The names of its metrics.
    virtual std::vector<std::string> metrics() const = 0;

    /// The measurements that a metric makes, as --require may name them; UsageError for settings that it has
    /// not. metric, here and below: as it was asked for.
    virtual std::vector<std::string> measurements(const std::string& metric) const;

    /// The shared options that it reads, and its own.
    virtual std::vector<std::string> shared() const = 0;
    virtual void declare(CLI::App& app) = 0;

    virtual Answer measure(const std::string& metric, const Shared& o, Inputs& inputs, ThreadPool& pool) = 0;
};

std::unique_ptr<Family> nll();
std::unique_ptr<Family> risk();
std::unique_ptr<Family> order();
std::unique_ptr<Family> accuracy();
std::unique_ptr<Family> two_sample();

/// The command `claim`.
struct Claims {
    CLI::App* command = nullptr;
    std::string ids, output = "-";
    bool list = false, json = false;
};

void declare(CLI::App& app, Claims& o);

/// Unmet when a claim fails.
void check_claims(const Claims& o);

}  // namespace drift::eval
