// Suggestions for misspelt names.
#include "core/error.hpp"

#include <algorithm>
#include <numeric>

namespace drift {
namespace {

// Levenshtein (1966): the fewest insertions, deletions and substitutions that turn a into b.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
    std::string best;
    std::size_t least = name.size() / 2 + 1;  // more than half of the letters wrong is another word
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance < least) least = distance, best = candidate;
    }
    return best;
}

std::string unknown(std::string_view what, std::string_view name, const std::vector<std::string>& known) {
    const std::string close = nearest(name, known);
    std::string list;
    for (const std::string& candidate : known) list += (list.empty() ? "" : ", ") + candidate;
    return concat("unknown ", what, " '", name, "'", close.empty() ? "" : " (did you mean '" + close + "'?)",
                  list.empty() ? "; there are none" : "; known: " + list);
}

}  // namespace drift
