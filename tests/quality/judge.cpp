// Judges samples against the sets they should come from; a test beside the tools, until they have a tool for
// it. judge w2 SAMPLES FRESH OTHER MOST       mean W2 over disjoint thousands, against that of two fresh sets
// judge digits SAMPLES REAL LABELS LEAST MOST   labels that agree (samples in equal blocks of the classes),
// copies
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "core/parallel.hpp"
#include "core/spec.hpp"
#include "io/npy.hpp"
#include "transport/assignment.hpp"

using namespace drift::all;

namespace {

Real mean_w2(const Rows& a, const Rows& b, ThreadPool& pool) {
    const std::size_t size = 1000, pairs = row_count(a) / size;
    std::vector<Real> distances(pairs);
    pool.run(pairs, [&](std::size_t i, unsigned) {
        distances[i] = w2(row_range(a, i * size, size), row_range(b, i * size, size));
    });
    Real sum = 0;
    for (const Real distance : distances) sum += distance;
    return sum / static_cast<Real>(pairs);
}

int judge_w2(char** files, double most) {
    ThreadPool pool(processors());
    const Rows samples = npy::read_rows(files[0]), fresh = npy::read_rows(files[1]),
               other = npy::read_rows(files[2]);
    const Real distance = mean_w2(samples, fresh, pool), floor = mean_w2(other, fresh, pool);
    std::printf("w2 %.4f floor %.4f ratio %.3f, at most %.3f\n", distance, floor, distance / floor, most);
    return distance / floor <= most ? 0 : 1;
}

int judge_digits(char** files, double least, double most) {
    const Rows samples = npy::read_rows(files[0]), real = npy::read_rows(files[1]);
    const Labels labels = npy::read_labels(files[2]);
    const std::size_t n = row_count(samples), classes = 10;
    Rows among = squared_distances(real, real);
    std::vector<Real> nearest(row_count(real));
    for (std::size_t i = 0; i < nearest.size(); ++i) {
        among(i, i) = 1e300;
        nearest[i] = std::sqrt(*std::min_element(&among(i, 0), &among(i, 0) + nearest.size()));
    }
    std::nth_element(nearest.begin(), nearest.begin() + static_cast<long>(nearest.size() / 2), nearest.end());
    const Real median = nearest[nearest.size() / 2];

    const Rows to_real = squared_distances(samples, real);
    double agree = 0, copies = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Real* row = &to_real(i, 0);
        const auto which = static_cast<std::size_t>(std::min_element(row, row + row_count(real)) - row);
        agree += labels[which] == static_cast<int>(i / (n / classes));
        copies += std::sqrt(row[which]) < median / 2;
    }
    std::printf("labels agree %.4f, at least %.4f; copies %.4f, at most %.4f\n",
                agree / static_cast<double>(n), least, copies / static_cast<double>(n), most);
    return agree >= least * static_cast<double>(n) && copies <= most * static_cast<double>(n) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 6 && !std::strcmp(argv[1], "w2")) return judge_w2(argv + 2, parse_number(argv[5], "MOST"));
    if (argc == 7 && !std::strcmp(argv[1], "digits"))
        return judge_digits(argv + 2, parse_number(argv[5], "LEAST"), parse_number(argv[6], "MOST"));
    return 2;
}
