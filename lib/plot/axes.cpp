#include "plot/axes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/error.hpp"

namespace drift::plot {
namespace {

// The number of multiples of step in [low, high].
Real multiples(Real low, Real high, Real step) { return std::floor(high / step) - std::ceil(low / step) + 1; }

std::size_t most_ticks(Real length, Real em) {
    return std::max<std::size_t>(2, static_cast<std::size_t>(length / (4.5 * em)));
}

}  // namespace

std::vector<Real> ticks(Real low, Real high, std::size_t most) {
    for (int power = static_cast<int>(std::floor(std::log10((high - low) / static_cast<Real>(most))));;
         ++power)
        for (const int digit : {1, 2, 5}) {
            // Powers below 1 divide, so that 3 / 10 is 0.3 to the last digit.
            const Real up = std::pow(10.0, std::max(power, 0)), down = std::pow(10.0, std::max(-power, 0));
            const Real step = digit * up / down, count = multiples(low, high, step);
            if (count > static_cast<Real>(most)) continue;
            std::vector<Real> at;
            for (Real k = 0; k < count; ++k) at.push_back((std::ceil(low / step) + k) * digit * up / down);
            return at;
        }
}

std::vector<std::string> tick_labels(const std::vector<Real>& ticks) {
    const Real step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    Real largest = 0;
    for (const Real tick : ticks) largest = std::max(largest, std::abs(tick));
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-6)));
    const int digits = std::max(1, static_cast<int>(std::ceil(std::log10(largest / step + 1))) + 1);
    const bool plain = largest < 1e5 && decimals < 5;
    std::vector<std::string> labels;
    for (const Real tick : ticks) {
        char text[64];
        std::snprintf(text, sizeof text, plain ? "%.*f" : "%.*g", plain ? decimals : digits, std::abs(tick));
        labels.push_back(concat(tick < 0 ? "\u2212" : "", text));
    }
    return labels;
}

Axes::Axes(const Window& window, const Box& box, Real em)
    : window_(window),
      box_(box),
      em_(em),
      x_ticks_(ticks(window.xmin, window.xmax, most_ticks(box.width, em))),
      y_ticks_(ticks(window.ymin, window.ymax, most_ticks(box.height, em))) {}

Place Axes::place(Real x, Real y) const {
    return {box_.x + (x - window_.xmin) / window_.width() * box_.width,
            box_.y + (window_.ymax - y) / window_.height() * box_.height};
}

// A digit of most fonts is narrower than 0.65 em; the minus has three bytes.
Real Axes::left_room() const {
    std::size_t longest = 1;
    for (const std::string& label : tick_labels(y_ticks_))
        longest = std::max(longest, label.size() - (label.starts_with("\u2212") ? 2 : 0));
    return (0.9 * 0.65 * static_cast<Real>(longest) + 1.2) * em_;
}

// In whole pixels, so that lines are sharp: the frame lies around the box.
void Axes::draw(Canvas& canvas, const Legend& legend) const {
    const auto& [x, y, width, height] = box_;
    const Real line = std::max(1.0, std::round(em_ / 16)), tick = std::round(0.35 * em_), size = 0.9 * em_;
    canvas.fill({x - line, y - line, width + 2 * line, line}, grey);
    canvas.fill({x - line, y + height, width + 2 * line, line}, grey);
    canvas.fill({x - line, y, line, height}, grey);
    canvas.fill({x + width, y, line, height}, grey);

    const std::vector<std::string> below = tick_labels(x_ticks_), beside = tick_labels(y_ticks_);
    for (std::size_t i = 0; i < below.size(); ++i) {
        const Real at = std::floor(place(x_ticks_[i], window_.ymin).x - line / 2 + 0.5);
        canvas.fill({at, y + height + line, line, tick}, grey);
        if (legend.bottom)
            canvas.text({at + line / 2, y + height + line + 1.55 * em_}, below[i], Anchor::middle, size,
                        black);
    }
    for (std::size_t i = 0; i < beside.size(); ++i) {
        const Real at = std::floor(place(window_.xmin, y_ticks_[i]).y - line / 2 + 0.5);
        canvas.fill({x - line - tick, at, tick, line}, grey);
        if (legend.left)
            canvas.text({x - line - 0.65 * em_, at + line / 2 + 0.36 * size}, beside[i], Anchor::right, size,
                        black);
    }
    if (!legend.title.empty())
        canvas.text({x + width / 2, y - 0.6 * em_}, legend.title, Anchor::middle, 1.1 * em_, black);
}

}  // namespace drift::plot
