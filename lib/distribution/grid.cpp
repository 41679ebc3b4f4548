#include "distribution/grid.hpp"

#include "core/error.hpp"

namespace drift::distribution {
namespace {

struct Range {
    Real from, to;
};

class Grid final : public Distribution {
public:
    Grid(std::size_t nx, std::size_t ny, Range x, Range y)
        : Distribution({2}, 0, nx * ny), nx_(nx), ny_(ny), x_(x), y_(y) {}

    Rows draw(const Random&, std::uint64_t first, std::size_t n, Labels*) const override {
        Rows x = zeros(n, 2);
        for (std::size_t i = 0; i < n; ++i) {
            x(i, 0) = linspace(x_.from, x_.to, (first + i) % nx_, nx_);
            x(i, 1) = linspace(y_.from, y_.to, (first + i) / nx_, ny_);
        }
        return x;
    }

private:
    std::size_t nx_, ny_;
    Range x_, y_;
};

}  // namespace

Real linspace(Real a, Real b, std::uint64_t k, std::uint64_t n) {
    return n > 1 ? a + (b - a) * static_cast<Real>(k) / static_cast<Real>(n - 1) : a;
}

std::string grid_with_keys(const std::string& text) {
    if (!folded(text.substr(0, 5)).starts_with("grid:") || text.find('=') != std::string::npos) return text;
    const std::vector<Setting>& settings = sets().find("grid").settings;
    const std::vector<std::string> values = split(text.substr(5), ',');
    if (values.size() != settings.size())
        throw UsageError("expected grid:nx,ny,xmin,xmax,ymin,ymax, found '", text, "'");
    std::string keyed = "grid:";
    for (std::size_t i = 0; i < values.size(); ++i)
        keyed += (i ? "," : "") + settings[i].key + "=" + values[i];
    return keyed;
}

Registered<MakeSet> grid() {
    return {{"grid",
             {{"nx", "20", "columns"},
              {"ny", "20", "rows"},
              {"xmin", "-2", "first x"},
              {"xmax", "2", "last x"},
              {"ymin", "-2", "first y"},
              {"ymax", "2", "last y"}},
             "a lattice, x running fastest"},
            [](const Spec& spec) {
                const std::size_t most = 1'000'000, nx = spec.count("nx", 1, most),
                                  ny = spec.count("ny", 1, most);
                const auto edge = [&](const char* key) { return spec.number(key, -1e6, 1e6); };
                const Range x{edge("xmin"), edge("xmax")}, y{edge("ymin"), edge("ymax")};
                return std::make_shared<Grid>(nx, ny, x, y);
            }};
}

}  // namespace drift::distribution
