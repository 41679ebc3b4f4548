// data(1): draw toy sets of points; show, select and export arrays.
#include <iostream>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "dataset/selection.hpp"
#include "dataset/summary.hpp"
#include "dataset/toy.hpp"
#include "io/npy.hpp"
#include "io/text.hpp"

using namespace drift;

namespace {

struct Options {
    cli::Common common;
    std::string set, input = "-", output = "-", labels_out, labels, rows, columns;
    std::optional<std::uint64_t> n, label, time;
    std::uint64_t first = 0;
    bool shuffle = false, csv = false, tsv = false;
};

struct Piece {
    Rows rows;
    Labels classes;
};

void draw(const Options& o) {
    if (o.set.empty()) throw UsageError("missing set; 'drift data list' lists them");
    const Set set = make_set(o.set);
    if (!o.labels_out.empty() && !set.labelled) throw UsageError("set '", set.name, "' has no classes");
    const std::uint64_t rest = set.size ? *set.size - std::min(*set.size, o.first) : 1000, n = o.n.value_or(rest);
    set.check(o.first, n);
    npy::Writer out(o.output, npy::type_named(o.common.dtype), n, set.row_shape);
    std::optional<npy::Writer> labels_out;
    if (!o.labels_out.empty()) labels_out.emplace(o.labels_out, npy::Type::i8, n, Shape{});

    Team team(o.common.threads);
    cli::Progress progress(o.common, "rows", n);
    const Blocks blocks(entries(set.row_shape));
    for (std::uint64_t done = 0; done < n; done += blocks.rows) {
        const auto make = [&](std::size_t begin, std::size_t count) {
            Piece piece;
            piece.rows = set.rows(o.common.seed, o.first + done + begin, count, &piece.classes);
            return piece;
        };
        const std::size_t count = std::min<std::uint64_t>(blocks.rows, n - done);
        for (const Piece& piece : in_pieces<Piece>(team, count, blocks.piece, make)) {
            out.write(piece.rows);
            if (labels_out) labels_out->write(piece.classes);
        }
        progress.at(done + count);
    }
    out.close();
    if (labels_out) labels_out->close();
}

void select(const Options& o) {
    if (o.labels.empty() == o.label.has_value()) throw UsageError("--labels and --label go together");
    Selection wanted;
    if (!o.rows.empty()) wanted.range = parse_range(o.rows);
    if (!o.columns.empty()) wanted.columns = parse_columns(o.columns);
    if (o.label) wanted.label = static_cast<int>(*o.label), wanted.labels = npy::read_labels(o.labels);
    wanted.time = o.time;
    npy::Reader in(o.input);
    if (o.shuffle)
        select_shuffled(in, o.output, wanted, Random(o.common.seed, "data select"));
    else
        select(in, o.output, wanted);
}

void export_text(const Options& o) {
    npy::Reader in(o.input);
    Output out(o.output);
    write_lines(in, out, o.tsv ? '\t' : ',');
    out.commit();
}

}  // namespace
