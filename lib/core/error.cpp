// Suggestions for misspelt names.
#include "core/error.hpp"

#include <algorithm>
#include <numeric>

#include "core/text.hpp"

namespace drift {
namespace {

// Damerau (1964): the fewest insertions, deletions, substitutions and exchanges of neighbours that turn a into b,
// each letter touched once.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two(b.size() + 1), one(b.size() + 1),
        row(b.size() + 1);  // the rows before, and this
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        two.swap(one), one.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], two[j - 2] + 1);
        }
    }
    return row[b.size()];
}

// The first that a text is part of, at its beginning if there is one.
std::string holding(const std::string& text, const std::vector<std::string>& known) {
    std::string best;
    if (text.size() < 2) return best;
    for (const std::string& candidate : known) {
        const std::size_t place = folded(candidate).find(text);
        if (place == 0) return candidate;
        if (place != std::string::npos && best.empty()) best = candidate;
    }
    return best;
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
    const std::string text = folded(name);
    std::string best;
    std::size_t least = text.size() * 2 / 5 + 1;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(text, folded(candidate));
        if (distance < least) least = distance, best = candidate;
    }
    return best.empty() ? holding(text, known) : best;
}

std::string unknown(std::string_view what, std::string_view name, const std::vector<std::string>& known,
                    const std::vector<std::string>& others) {
    std::vector<std::string> all = known;
    all.insert(all.end(), others.begin(), others.end());
    const std::string close = nearest(name, all);
    return concat("unknown ", what, " '", name, "'", close.empty() ? "" : " (did you mean '" + close + "'?)",
                  known.empty() ? "; there are none" : "; known: " + joined(known, ", "));
}

}  // namespace drift
