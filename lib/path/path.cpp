#include "path/path.hpp"

namespace drift::path {

Registered<MakePath> square_root_path();  // square_root.cpp
Registered<MakePath> arc_path();          // arc.cpp
Registered<MakePath> smoothed_path();     // noisy.cpp
Registered<MakePath> bridge_path();       // noisy.cpp
Registered<MakePath> target_path();       // target.cpp

const Registry<MakePath>& paths() {
    static const Registry<MakePath> all("path", {affine_path(), square_root_path(), arc_path(),
                                                 smoothed_path(), bridge_path(), target_path()});
    return all;
}

std::unique_ptr<const Path> make_path(const std::string& spec, const Random& random) {
    return paths().make(spec, random);
}

namespace {

using Function = void (Path::*)(const Scales&, const Ends<Real>&, Real, Real*) const;

// Of each pair at each time.
Rows at_times(const Path& path, Function function, const Rows& x0, const Rows& x1, std::uint64_t first,
              std::span<const Scales> at) {
    const std::size_t n = row_count(x0), d = dimension(x0), times = at.size();
    Rows x({n, times * d});
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < times; ++k)
            (path.*function)(at[k], Ends<Real>{x0.data() + i * d, x1.data() + i * d, d, first + i}, 1,
                             x.data() + (i * times + k) * d);
    return x;
}

}  // namespace

Rows path_points(const Path& path, const Rows& x0, const Rows& x1, std::uint64_t first,
                 std::span<const Scales> at) {
    return at_times(path, &Path::point, x0, x1, first, at);
}

Rows path_velocities(const Path& path, const Rows& x0, const Rows& x1, std::uint64_t first,
                     std::span<const Scales> at) {
    return at_times(path, &Path::velocity, x0, x1, first, at);
}

Rows path_points_by_row(const Path& path, const Rows& x0, const Rows& x1, std::uint64_t first,
                        std::span<const Scales> at) {
    const std::size_t n = row_count(x0), d = dimension(x0);
    Rows x({n, d});
    for (std::size_t i = 0; i < n; ++i)
        path.point(at[i], Ends<Real>{x0.data() + i * d, x1.data() + i * d, d, first + i}, 1,
                   x.data() + i * d);
    return x;
}

std::vector<Scales> scales(const Schedule& schedule, std::span<const Real> times) {
    std::vector<Scales> at;
    for (const Real t : times) at.push_back(schedule.at(t));
    return at;
}

std::vector<Real> uniform_grid(std::size_t steps) {
    std::vector<Real> times;
    for (std::size_t k = 0; k <= steps; ++k) times.push_back(static_cast<Real>(k) / static_cast<Real>(steps));
    return times;
}

}  // namespace drift::path
