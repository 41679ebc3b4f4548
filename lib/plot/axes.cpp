#include "plot/axes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/error.hpp"
#include "io/text.hpp"

namespace drift::plot {
namespace {

constexpr Real number_size = 0.9;          // of the letters' size
constexpr std::size_t longest_number = 7;  // signs
const std::string minus = "\u2212";

// Multiples first .. first + count - 1 of a step. Powers below 1 divide, so that 3 / 10 is 0.3 to the last
// digit.
struct Multiples {
    Real first, count;
    int digit, power;

    Real step() const { return multiple(1); }
    Real multiple(Real k) const {
        return k * digit * std::pow(10.0, std::max(power, 0)) / std::pow(10.0, std::max(-power, 0));
    }
    std::vector<Real> less(Real k) const {
        std::vector<Real> all;
        for (Real i = 0; i < count; ++i) all.push_back(multiple(first + i - k));
        return all;
    }
};

Multiples multiples(Real low, Real high, std::size_t most) {
    for (int power = static_cast<int>(std::floor(std::log10((high - low) / static_cast<Real>(most))));;
         ++power)
        for (const int digit : {1, 2, 5}) {
            Multiples all{0, 0, digit, power};
            all.first = std::ceil(low / all.step());
            all.count = std::floor(high / all.step()) - all.first + 1;
            if (all.count <= static_cast<Real>(most)) return all;
        }
}

// With as many decimals as the step needs.
std::vector<std::string> labels_of(const std::vector<Real>& ticks, Real step) {
    Real largest = 0;
    for (const Real tick : ticks) largest = std::max(largest, std::abs(tick));
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-6)));
    const int digits = std::max(1, static_cast<int>(std::ceil(std::log10(largest / step + 1))) + 1);
    const bool plain = largest < 1e5 && decimals < 5;
    std::vector<std::string> labels;
    for (const Real tick : ticks) {
        char text[64];
        std::snprintf(text, sizeof text, plain ? "%.*f" : "%.*g", plain ? decimals : digits, std::abs(tick));
        labels.push_back(concat(tick < 0 ? minus : "", text));
    }
    return labels;
}

std::size_t signs(const std::string& number) {
    return number.size() - (number.starts_with(minus) ? minus.size() - 1 : 0);
}

std::size_t longest(const std::vector<std::string>& labels) {
    std::size_t most = 0;
    for (const std::string& label : labels) most = std::max(most, signs(label));
    return most;
}

// `1e8` for 1e+08.
std::string compact(Real value) {
    std::string text = shortest(std::abs(value));
    if (const std::size_t e = text.find('e'); e != text.npos) {
        const std::size_t digit = text.find_first_of("123456789", e);
        text = text.substr(0, e + 1) + (text[e + 1] == '-' ? "-" : "") + text.substr(digit);
    }
    return (value < 0 ? minus : "+") + text;
}

Numbering numbered(Real low, Real high, std::size_t most) {
    const Multiples of = multiples(low, high, most);
    Numbering numbers{of.less(0), {}, {}};
    numbers.labels = labels_of(numbers.at, of.step());
    if (longest(numbers.labels) <= longest_number) return numbers;
    const Real unit = std::pow(10.0, std::ceil(std::log10(high - low)));
    const Real units = std::round((low / 2 + high / 2) / unit);
    if (units == 0) return numbers;
    numbers.labels = labels_of(of.less(std::round(units * unit / of.step())), of.step());
    numbers.offset = compact(units * unit);
    return numbers;
}

// Numbers side by side leave half a sign between them, those above one another half a line.
bool apart(const Numbering& numbers, Real scale, Real size, Numbers stand) {
    for (std::size_t i = 1; i < numbers.at.size(); ++i) {
        const Real distance = scale * (numbers.at[i] - numbers.at[i - 1]);
        const Real needed = stand == Numbers::above_one_another
                                ? 1.2
                                : (width_of(numbers.labels[i - 1]) + width_of(numbers.labels[i])) / 2 + 0.4;
        if (distance < needed * size) return false;
    }
    return true;
}

std::size_t most_ticks(Real length, Real size) {
    return std::max<std::size_t>(2, static_cast<std::size_t>(length / (5 * size)));
}

}  // namespace

Real width_of(const std::string& number) { return 0.65 * static_cast<Real>(signs(number)); }

Real Numbering::before(Real low, Real high, Real length, Real size) const {
    if (at.empty()) return 0;
    return width_of(labels.front()) / 2 * size - (at.front() - low) / (high - low) * length;
}

Real Numbering::behind(Real low, Real high, Real length, Real size) const {
    if (at.empty()) return 0;
    return width_of(labels.back()) / 2 * size - (high - at.back()) / (high - low) * length;
}

Numbering numbering(Real low, Real high, Real length, Real size, Numbers stand) {
    std::size_t most = most_ticks(length, size);
    Numbering numbers = numbered(low, high, most);
    while (most > 1 && !apart(numbers, length / (high - low), size, stand))
        numbers = numbered(low, high, --most);
    return numbers;
}

std::vector<Real> ticks(Real low, Real high, std::size_t most) { return multiples(low, high, most).less(0); }

std::vector<std::string> tick_labels(const std::vector<Real>& ticks) {
    return labels_of(ticks, ticks.size() > 1 ? ticks[1] - ticks[0] : 1);
}

Axes::Axes(const Window& window, const Box& box, Real em)
    : window_(window),
      box_(box),
      em_(em),
      x_(numbering(window.xmin, window.xmax, box.width, number_size * em, Numbers::side_by_side)),
      y_(numbering(window.ymin, window.ymax, box.height, number_size * em, Numbers::above_one_another)) {}

Place Axes::place(Real x, Real y) const {
    return {box_.x + (x - window_.xmin) / window_.width() * box_.width,
            box_.y + (window_.ymax - y) / window_.height() * box_.height};
}

Real Axes::left_room() const {
    Real widest = width_of("1");
    for (const std::string& label : y_.labels) widest = std::max(widest, width_of(label));
    return (number_size * widest + 1.2) * em_;
}

Real Axes::before() const { return x_.before(window_.xmin, window_.xmax, box_.width, number_size * em_); }
Real Axes::behind() const { return x_.behind(window_.xmin, window_.xmax, box_.width, number_size * em_); }

// In whole pixels, so that lines are sharp: the frame lies around the box.
void Axes::draw(Canvas& canvas, const FrameText& text) const {
    const auto& [x, y, width, height] = box_;
    const Real line = std::max(1.0, std::round(em_ / 16)), tick = std::round(0.35 * em_);
    const Real size = number_size * em_;
    canvas.fill({x - line, y - line, width + 2 * line, line}, grey);
    canvas.fill({x - line, y + height, width + 2 * line, line}, grey);
    canvas.fill({x - line, y, line, height}, grey);
    canvas.fill({x + width, y, line, height}, grey);

    for (std::size_t i = 0; i < x_.at.size(); ++i) {
        const Real at = std::floor(place(x_.at[i], window_.ymin).x - line / 2 + 0.5);
        canvas.fill({at, y + height + line, line, tick}, grey);
        if (text.bottom)
            canvas.text({at + line / 2, y + height + line + 1.55 * em_}, x_.labels[i], Anchor::middle, size,
                        black);
    }
    for (std::size_t i = 0; i < y_.at.size(); ++i) {
        const Real at = std::floor(place(window_.xmin, y_.at[i]).y - line / 2 + 0.5);
        canvas.fill({x - line - tick, at, tick, line}, grey);
        if (text.left)
            canvas.text({x - line - 0.65 * em_, at + line / 2 + 0.36 * size}, y_.labels[i], Anchor::right,
                        size, black);
    }
    if (text.bottom && offset_below())
        canvas.text({x + width, y + height + line + 2.75 * em_}, x_.offset, Anchor::right, size, black);
    if (text.left && offset_above()) canvas.text({x, y - 0.5 * em_}, y_.offset, Anchor::left, size, black);
    if (!text.title.empty())
        canvas.text({x + width / 2, y - (text.raised ? 1.8 : 0.6) * em_}, text.title, Anchor::middle,
                    1.1 * em_, black, width);
}

}  // namespace drift::plot
