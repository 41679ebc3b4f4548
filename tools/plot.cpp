// plot(1): draw points and images.
#include <iostream>

#include "cli/options.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "io/file.hpp"
#include "io/image.hpp"
#include "io/npy.hpp"
#include "plot/images.hpp"
#include "plot/scatter.hpp"

using namespace drift::all;

namespace {

struct Options {
    cli::Common common;
    std::vector<std::string> inputs{"-"};
    std::string output = "-", title, labels;
    std::vector<double> window, range;
    std::optional<std::uint64_t> columns, scale;
    std::uint64_t side = 320;
    bool own_windows = false;
};

void declare(CLI::App& app, Options& o) {
    cli::add_manners(app, o.common);
    CLI::App& points = *app.add_subcommand("scatter", "points as discs, a panel for each file and time");
    CLI::App& images = *app.add_subcommand("images", "images on one sheet");
    cli::add_inputs(points, "FILE", o.inputs, "points (n,2), or at several times (n,times,2)");
    cli::add_inputs(images, "FILE", o.inputs, "images (n,h,w) or (n,h,w,c), c = 1 or 3");
    for (CLI::App* command : {&points, &images}) {
        command->fallthrough();
        cli::add_output(*command, "-o,--output", o.output, "the picture: .png, .svg or .pdf; - is a png");
    }
    cli::add_text(points, "--title", o.title, "A[,B...]", "a title for each panel");
    cli::add_count(points, "--columns", o.columns, 1, 1000, "panels in a row; by default all, up to 6");
    cli::add_count(points, "--size", o.side, 50, 8000, "pixels of a panel's longer side");
    cli::add_input(points, "--labels", o.labels, "the class of each row, shown as its colour");
    CLI::Option* window = cli::add_numbers(points, "--window", o.window, cli::any_number,
                                           "xmin,xmax,ymin,ymax; by default what holds all but strays");
    cli::add_flag(points, "--own-windows", o.own_windows, "a window for each panel")->excludes(window);
    cli::add_text(images, "--title", o.title, "TEXT", "a title for the sheet");
    cli::add_count(images, "--columns", o.columns, 1, 1000, "images in a row; by default times, or a square");
    cli::add_count(images, "--scale", o.scale, 1, 1000,
                   "pixels of a pixel's side; by default about 1000 in all");
    cli::add_numbers(images, "--range", o.range, cli::any_number,
                     "black,white; by default -1,1, and 0,255 for uint8");
    app.require_subcommand(1);
}

// A file's rows, and the type of its numbers.
Source read(const std::string& path, npy::Type* type = nullptr) {
    npy::Reader in(path);
    if (type) *type = in.type();
    return {in.name(), npy::read_rows(in), in.row_shape()};
}

void write(Canvas picture, const std::string& path) {
    if (picture.format() == Format::png) return write_png(path, picture.image());
    const std::string document = picture.document();
    Output out(path);
    out.write(document.data(), document.size());
    out.commit();
}

void scatter(const Options& o) {
    const Format format = format_of(o.output);
    Layout layout{o.columns.value_or(0), o.side, {}, o.own_windows};
    if (!o.window.empty()) layout.window = window_of(o.window);
    const Labels classes = o.labels.empty() ? Labels{} : npy::read_labels(o.labels);
    std::vector<Panel> panels;
    for (const std::string& file : o.inputs)
        for (Panel& panel : scatter(read(file), classes)) panels.push_back(std::move(panel));
    entitle(panels, split(o.title, ','));
    write(figure(format, panels, layout), o.output);
    if (!o.common.verbose) return;
    for (const Window& w : windows(panels, layout))
        std::cerr << "window " << w.xmin << ',' << w.xmax << ',' << w.ymin << ',' << w.ymax << '\n';
}

void images(const Options& o) {
    const Format format = format_of(o.output);
    Album album;
    for (const std::string& file : o.inputs) {
        npy::Type type{};
        const Source source = read(file, &type);
        album.add(source,
                  o.range.empty() ? type == npy::Type::u1 ? Tones{0, 255} : Tones{} : tones_of(o.range));
    }
    if (o.common.verbose) std::cerr << album.images.size() << " images\n";
    write(sheet(format, album, {o.columns.value_or(0), o.scale.value_or(0), o.title}), o.output);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    CLI::App app("Draw points and images.", "plot");
    declare(app, o);
    return cli::run(app, argc, argv, [&] { app.got_subcommand("scatter") ? scatter(o) : images(o); });
}
