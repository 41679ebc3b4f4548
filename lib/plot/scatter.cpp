#include "plot/scatter.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "io/per_row.hpp"
#include "io/text.hpp"
#include "plot/legend.hpp"

namespace drift::plot {
namespace {

struct Disc {
    Real radius, opacity;  // radius in parts of a panel's side
};

// A thousand points are discs of 0.7 % of the side that let half of the light through.
Disc disc_for(std::size_t n) {
    const Real many = static_cast<Real>(std::max<std::size_t>(n, 1)) / 1000;
    return {std::clamp(0.007 * std::pow(many, -0.2), 0.003, 0.012),
            std::clamp(0.55 * std::pow(many, -0.4), 0.06, 0.9)};
}

void draw(Canvas& canvas, const Axes& axes, const Rows& points, const std::vector<Colour>& colours) {
    const Box& box = axes.box();
    const Disc disc = disc_for(row_count(points));
    const Real radius = disc.radius * std::max(box.width, box.height);
    for (std::size_t i = 0; i < row_count(points); ++i) {
        const auto [x, y] = axes.place(points(i, 0), points(i, 1));
        if (x < box.x - radius || x > box.x + box.width + radius) continue;
        if (y < box.y - radius || y > box.y + box.height + radius) continue;
        Colour colour = colours[i % colours.size()];
        colour.opacity = disc.opacity;
        canvas.disc({x, y}, radius, colour);
    }
}

// A colour a row, or one for all.
std::vector<Colour> colours_of(const Labels& labels) {
    if (labels.empty()) return {class_colour(0, 1)};
    const Labels present = classes_present(labels);
    const std::vector<Key> keys = class_keys(present);
    std::vector<Colour> colours;
    for (const int label : labels) {
        const auto rank = std::lower_bound(present.begin(), present.end(), label) - present.begin();
        colours.push_back(keys[static_cast<std::size_t>(rank)].colour);
    }
    return colours;
}

// `t = 0.5` of the times that are told, else the place of a time.
void name_times(std::vector<Panel>& panels, const std::vector<Real>& times, const std::string& file) {
    if (panels.size() < 2) return;
    if (!times.empty() && times.size() != panels.size())
        throw UsageError("expected ", panels.size(), " times, one for each of '", file, "', found ",
                         times.size());
    for (std::size_t k = 0; k < panels.size(); ++k)
        panels[k].title = times.empty() ? concat("time ", k) : concat("t = ", shortest(times[k]));
}

Picture draw_files(Format format, const std::vector<std::string>& files, const Settings& settings) {
    const std::string labels = settings.text("labels");
    const Labels classes = labels.empty() ? Labels{} : npy::read_labels(labels);
    const std::vector<Real> times = settings.list("times");
    std::vector<Panel> panels;
    bool told = times.empty();
    for (const std::string& file : files) {
        const Source source = read_source(file);
        std::vector<Panel> of_file = scatter(source, classes);
        name_times(of_file, times, source.name);
        told |= of_file.size() > 1;
        for (Panel& panel : of_file) panels.push_back(std::move(panel));
    }
    if (!told) throw UsageError("times are for arrays (n,times,2), and there is none");
    return figure(format, std::move(panels), settings, class_keys(classes_present(classes)));
}

}  // namespace

Registered<Kind> scatter_kind() {
    std::vector<KindOption> options = panel_options();
    options.push_back({.name = "labels",
                       .takes = KindOption::Takes::file,
                       .help = "an array (n) of classes, one for each row, shown as colours"});
    options.push_back({.name = "times",
                       .takes = KindOption::Takes::numbers,
                       .help =
                           "the times of arrays (n,times,2), written above their panels; by default these "
                           "are counted from 0"});
    return {{"scatter", {}, "points as discs, a panel for each file and time"},
            {"points (n,2), or at several times (n,times,2)", options, draw_files}};
}

std::vector<Panel> scatter(const Source& source, const Labels& classes) {
    const Shape& shape = source.row_shape;
    const std::size_t n = row_count(source.rows), times = shape.size() == 2 ? shape[0] : 1;
    if (shape.empty() || shape.size() > 2 || shape.back() != 2)
        throw Error("expected points (n,2) or (n,times,2) in '", source.name, "', found ", source.shape(),
                    "; 'drift data select --columns' takes two of more");
    if (!classes.empty() && classes.size() != n)
        throw Error("expected ", n, " labels, one per row of '", source.name, "', found ", classes.size());
    source.expect_finite();
    const std::vector<Colour> colours = colours_of(classes);
    std::vector<Panel> panels;
    for (std::size_t k = 0; k < times; ++k) {
        const Rows points = xt::view(source.rows, xt::all(), xt::range(2 * k, 2 * k + 2));
        panels.push_back({"", window_of(points), [points, colours](Canvas& canvas, const Axes& axes) {
                              draw(canvas, axes, points, colours);
                          }});
    }
    return panels;
}

}  // namespace drift::plot
