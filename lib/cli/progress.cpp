#include "cli/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "core/error.hpp"

namespace drift::cli {
namespace {

// 0.5, 12.3, 4.57k, 1.2M
std::string brief(double number) {
    char text[32];
    const char* unit = number >= 1e9 ? "G" : number >= 1e6 ? "M" : number >= 1e3 ? "k" : "";
    const double scale = number >= 1e9 ? 1e9 : number >= 1e6 ? 1e6 : number >= 1e3 ? 1e3 : 1;
    std::snprintf(text, sizeof text, "%.3g%s", number / scale, unit);
    return text;
}

// 0:07, 12:30, 1:02:03
std::string clock(double seconds) {
    char text[64];
    const auto whole = static_cast<unsigned long long>(seconds + 0.5);
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%llu:%02llu", whole / 60, whole % 60);
    return text;
}

std::size_t columns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool is_terminal() {
    const char* kind = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) && kind && std::string(kind) != "dumb";
}

}  // namespace

Progress::Progress(const Common& common, std::string unit, std::uint64_t total)
    : unit_(std::move(unit)), total_(total), terminal_(is_terminal()), always_(common.progress == "always") {
    shown_ = !common.quiet && (always_ || (common.progress == "auto" && terminal_));
    next_ = start_ + std::chrono::milliseconds(always_ ? 0 : 200);  // work that is done at once shows no bar
}

Progress::~Progress() {
    if (drawn_) std::cerr << (terminal_ ? "\r\033[K" : "\n") << std::flush;
}

void Progress::at(std::uint64_t done, const std::function<std::string()>& note) {
    if (!shown_) return;
    const Clock::time_point now = Clock::now();
    if (now < next_ && !(always_ && done == total_)) return;
    next_ = now + std::chrono::milliseconds(100);
    drawn_ = true;
    std::cerr << '\r' << line(done, note ? note() : "") << (terminal_ ? "\033[K" : "") << std::flush;
}

void Progress::finish(const std::string& line) {
    if (!shown_) return;
    if (drawn_) std::cerr << (terminal_ ? "\r\033[K" : "\n");
    drawn_ = false;
    std::cerr << line << std::endl;
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

std::function<void(std::uint64_t)> Progress::counter() {
    return [this](std::uint64_t done) { at(done); };
}

std::string Progress::line(std::uint64_t done, const std::string& note) const {
    constexpr std::size_t bar = 24;
    const double passed = seconds(), rate = passed > 0 ? static_cast<double>(done) / passed : 0;
    const double part = total_ ? static_cast<double>(done) / static_cast<double>(total_) : 0;
    std::string text = brief(rate) + " " + unit_ + "/s";
    if (!note.empty()) text += "  " + note;
    if (!total_)
        return (brief(static_cast<double>(done)) + " " + unit_ + "  " + text).substr(0, columns() - 1);

    const auto filled = std::min(bar, static_cast<std::size_t>(part * bar));
    char percent[8];
    std::snprintf(percent, sizeof percent, "%4.0f%%", 100 * part);
    if (rate > 0) text += "  " + clock(static_cast<double>(total_ - done) / rate) + " left";
    text = (std::string(percent) + "  " + text).substr(0, columns() - std::min(columns(), bar + 4));
    const bool colour = terminal_ && !std::getenv("NO_COLOR");
    return concat("[", colour ? "\033[36m" : "", std::string(filled, '='), colour ? "\033[0m" : "",
                  std::string(bar - filled, ' '), "]", text);
}

}  // namespace drift::cli
