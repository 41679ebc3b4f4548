// claim: is what the tutorials say true?
#include "metric/claim.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "core/error.hpp"
#include "family.hpp"
#include "io/file.hpp"

namespace drift::eval {
namespace {

// A number to twelve digits in text, to all of them in JSON.
Fact number(Real value, bool json) {
    if (json) return value;
    char text[32];
    std::snprintf(text, sizeof text, "%.12g", value);
    return std::string(text);
}

}  // namespace

void declare(CLI::App& app, Claims& o) {
    o.command = app.add_subcommand("claim", "whether what the tutorials say is true");
    cli::add_text(*o.command, "ID", o.ids, "ID[,ID...]", "claims by their ids, or all");
    cli::add_flag(*o.command, "--list", o.list, "list the claims, compute none");
    cli::add_flag(*o.command, "--json", o.json, "write JSON instead of tab-separated text");
    cli::add_output(*o.command, "-o,--output", o.output, "where to write the table");
}

void check_claims(const Claims& o) {
    if (o.ids.empty() && !o.list)
        throw UsageError(
            "missing claim: 'drift eval claim --list' lists them, 'drift eval claim all' checks all");
    const std::vector<Claim> asked = claims_named(o.ids.empty() ? "all" : o.ids);
    Table table{{"claim", "says", "equation", "source"}, {}};
    if (!o.list)
        table.columns = {"claim", "says", "equation", "computed", "expected", "tolerance", "verdict"};
    std::string failed;
    for (const Claim& claim : asked) {
        std::vector<Fact> row{claim.id, claim.says, claim.equation, claim.source};
        if (!o.list) {
            const Real computed = claim.compute();
            row.pop_back();
            for (const Real value : {computed, claim.expected, claim.tolerance})
                row.push_back(number(value, o.json));
            row.push_back(claim.holds(computed) ? "holds" : "fails");
            if (!claim.holds(computed)) failed += (failed.empty() ? "" : ", ") + claim.id;
        }
        table.rows.push_back(std::move(row));
    }
    const std::string text = o.json ? as_json(table, {}) : tab_separated(table);
    Output out(o.output);
    out.write(text.data(), text.size());
    out.commit();
    if (!failed.empty()) throw Unmet("claims that fail: ", failed);
}

}  // namespace drift::eval
