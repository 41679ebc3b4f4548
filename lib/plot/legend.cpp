#include "plot/legend.hpp"

#include <algorithm>
#include <cmath>

namespace drift::plot {
namespace {

constexpr Real line = 1.5, number_size = 0.9;  // in parts of em

}  // namespace

Labels classes_present(const Labels& labels) {
    Labels present = labels;
    std::sort(present.begin(), present.end());
    present.erase(std::unique(present.begin(), present.end()), present.end());
    return present;
}

std::vector<Key> class_keys(const Labels& present) {
    std::vector<Key> keys;
    for (std::size_t rank = 0; rank < present.size(); ++rank)
        keys.push_back({std::to_string(present[rank]), class_colour(rank, present.size())});
    return keys;
}

Real legend_width(const std::vector<Key>& legend, Real em) {
    if (legend.empty()) return 0;
    std::size_t longest = 0;
    for (const Key& key : legend) longest = std::max(longest, key.words.size());
    return std::ceil((1.4 + 0.65 * number_size * static_cast<Real>(longest)) * em);
}

void draw_legend(Canvas& canvas, const Box& box, const std::vector<Key>& legend, Real em) {
    const std::size_t room = std::max<std::size_t>(2, static_cast<std::size_t>(box.height / (line * em)));
    const std::size_t shown = std::min(room, legend.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const std::size_t k = shown > 1 ? i * (legend.size() - 1) / (shown - 1) : 0;
        const Real y = box.y + (static_cast<Real>(i) + 0.5) * line * em;
        canvas.disc({box.x + 0.4 * em, y}, 0.3 * em, legend[k].colour);
        canvas.text({box.x + em, y + 0.36 * number_size * em}, legend[k].words, Anchor::left,
                    number_size * em, black);
    }
}

}  // namespace drift::plot
