#!/bin/sh
# Follows CONTRIBUTING.md for a schedule and a solver, in a scratch folder: contributing.sh SOURCE BUILD. Writes the new
# files and the tables with their new lines, compiles these with the library's flags, and links programs with the rest
# of the library as it was built. Skipped (77) where CMake did not write makefiles, which hold the flags.
source=$(cd "$1" && pwd) build=$(cd "$2" && pwd)
[ -e "$build/lib/CMakeFiles/drift.dir/flags.make" ] || exit 77
. "$(dirname "$0")/tools/tap.sh"

# The new files.
cat >half_cosine.cpp <<'end'
#include <cmath>
#include <limits>
#include <numbers>

#include "path/schedule.hpp"

namespace drift::path {
namespace {

/// alpha = cos(pi t / 2), sigma = sin(pi t / 2).
class HalfCosine final : public Schedule {
public:
    explicit HalfCosine(const Spec& spec) : Schedule(spec.canonical()) {}

    Scales at(Real t) const override {
        const Real w = std::numbers::pi / 2, alpha = std::cos(w * t), sigma = std::sin(w * t);
        return {t, alpha, sigma, -w * sigma, w * alpha, -std::log(std::tan(w * t)), 2 * w * alpha * sigma};
    }
    Real last_time(bool) const override { return 0.999; }

private:
    Real inverse(Real lambda) const override { return std::atan(std::exp(-lambda)) * 2 / std::numbers::pi; }
};

}  // namespace

Registered<MakeSchedule> half_cosine() {
    return {{"half-cosine",
             {},
             "alpha = cos(pi t / 2), sigma = sin(pi t / 2)",
             "Nichol, Dhariwal (2021), arXiv:2102.09672"},
            [](const Spec& spec) { return std::make_unique<HalfCosine>(spec); }};
}

}  // namespace drift::path
end
cat >keep_noise.cpp <<'end'
#include "solver/solvers.hpp"

namespace drift::solver {

/// x_s = alpha_s x0_hat + kept (x_t - alpha_t x0_hat), kept = sigma_s / sigma_t: ddim by another name.
Registered<MakeSolver> keep_noise() {
    return {{"keep-noise", {}, "order 1, 1 evaluation per step", "Song, Meng, Ermon (2021), arXiv:2010.02502"},
            [](const Spec&, const Schedule&) {
                return one_step({}, [](const Slice& slice, const Rows& x, const Interval& i) {
                    const Rows x0_hat = slice.x0_hat(x, i.t);
                    const Real kept = i.s.sigma / i.t.sigma;
                    return Rows((i.s.alpha - kept * i.t.alpha) * x0_hat + kept * x);
                });
            }};
}

}  // namespace drift::solver
end

# enter TABLE FUNCTION MAKER AFTER: the table with the function declared before its registry and listed after the entry.
enter() {
    sed -e "/^Registered<$3> $4();/a Registered<$3> $2();" -e "s/\([{ ]\)$4(),/\1$4(), $2(),/" "$source/lib/$1" >"$(basename "$1")"
    result "$(grep -c "$2()" "$(basename "$1")" | grep -qx 2; echo $?)" "lib/$1 takes a declaration and a line"
}
enter path/schedule.cpp half_cosine MakeSchedule vp_linear
enter solver/solvers.cpp keep_noise MakeSolver ddim

compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")
flags=$(sed -n 's/^CXX_[A-Z]* = //p' "$build/lib/CMakeFiles/drift.dir/flags.make" | tr '\n' ' ')
objects=
for file in half_cosine schedule keep_noise solvers; do
    # shellcheck disable=SC2086 # the flags are words, quotes among them
    ok "$file.cpp compiles with the library's flags" sh -c "$compiler $flags -c $file.cpp -o $file.o"
    objects="$objects $PWD/$file.o"
done

# relink FOLDER TARGET OBJECT: the target's program with the new files before the library, whose own tables stay unused.
# shellcheck disable=SC2317 # called by name
relink() {
    link=$(sed "s# -o [^ ]* # -o $PWD/$2 $objects #" "$build/$1/CMakeFiles/$2.dir/link.txt")
    (cd "$build/$1" && sh -c "$link")
}
ok 'the program sample links with them' relink tools sample
ok 'and so do the tests' relink tests drift_tests

echo '{"weights": [1], "means": [[3, 4]], "stds": [0.5]}' >one.json
./sample --help >out 2>err
prints 'half-cosine'
ok 'a sample is drawn by the new solver on the new schedule' ./sample --exact one.json -s half-cosine --solver keep-noise -n 4 --seed 1 -o new.npy
ok 'the same by ddim' ./sample --exact one.json -s half-cosine --solver ddim -n 4 --seed 1 -o known.npy
ok 'the new solver is ddim, byte for byte' cmp new.npy known.npy
status 2 'a name that is near is suggested' ./sample --exact one.json -s half-cosin -n 4 -o no.npy
says "did you mean 'half-cosine'"
ok 'the tests that go through the tables hold for the new entries' ./drift_tests --test-case='*schedule*,every solver*'
grep -q '^\[doctest\] test cases: *[1-9][0-9]* ' out; result $? 'and there are such tests'
done_testing
