// drift flow couple A B: pairs of rows of two sets.
#include <iostream>

#include "commands.hpp"
#include "core/error.hpp"
#include "io/npy.hpp"
#include "path/matching.hpp"

using namespace drift::all;

namespace drift::tools {
namespace {

struct Options {
    explicit Options(cli::Common& tool) : common(tool) {}

    cli::Common& common;
    std::string a, b, method = "ot", labels, output = "-";
};

void declare(CLI::App& app, Options& o) {
    cli::add_input(app, "A", o.a, "rows of one set, (n,...)")->required();
    cli::add_input(app, "B", o.b, "rows of the other set, of the same shape")->required();
    cli::add_spec(app, "--method", o.method, matchings(), "how each row of A finds its partner in B");
    cli::add_input(app, "--labels", o.labels,
                   "array (n) with the class of each row of A, for ot:by_class=yes");
    cli::add_output(app, "-o,--output", o.output, "where to write the pairs, (n,2,...)");
    cli::add_seed(app, o.common), cli::add_threads(app, o.common), cli::add_dtype(app, o.common);
}

// Each row of a beside its partner, (n, 2 d), and the mean of |a - b|^2 over the pairs.
Rows pairs_of(const Rows& a, const Rows& b, const std::vector<std::size_t>& partner, Real& cost) {
    const std::size_t n = row_count(a), d = dimension(a);
    Rows pairs = zeros(n, 2 * d);
    cost = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < d; ++j) {
            const Real x = a(i, j), y = b(partner[i], j);
            pairs(i, j) = x, pairs(i, d + j) = y;
            cost += (x - y) * (x - y) / static_cast<Real>(n);
        }
    return pairs;
}

// Both sets whole: a matching looks at all rows at once.
void couple(const Options& o) {
    Shape shape, other;
    const Rows a = npy::read_rows(o.a, &shape), b = npy::read_rows(o.b, &other);
    if (shape != other) throw Error("rows of '", o.b, "' have another shape than those of '", o.a, "'");
    if (row_count(b) == 0) throw Error("no rows in '", o.b, "'");
    const Labels labels = o.labels.empty() ? Labels() : npy::read_labels(o.labels);
    if (!labels.empty() && labels.size() != row_count(a))
        throw Error("expected ", row_count(a), " labels in '", o.labels, "', one a row of '", o.a,
                    "', found ", labels.size());
    const auto matching = make_matching(o.method, Random(o.common.seed, "flow couple"));
    ThreadPool pool(o.common.threads);
    Real cost = 0;
    const Rows pairs = pairs_of(a, b, matching->partners(a, b, labels, 0, pool), cost);
    shape.insert(shape.begin(), 2);
    npy::write_rows(o.output, pairs, npy::type_named(o.common.dtype), shape);
    if (o.common.verbose) std::cerr << row_count(a) << " pairs, mean squared distance " << cost << '\n';
}

}  // namespace

Command couple(CLI::App& app, cli::Common& common) {
    CLI::App* command =
        app.add_subcommand("couple", "pair each row of one set with a row of another")->fallthrough();
    const auto o = std::make_shared<Options>(common);
    declare(*command, *o);
    return {command, [o] { couple(*o); }};
}

}  // namespace drift::tools
