#include "cli/signals.hpp"

namespace drift::cli {
namespace {

volatile std::sig_atomic_t caught_signal = 0;

constexpr int watched[2] = {SIGINT, SIGTERM};

void remember(int signal) { caught_signal = signal; }

}  // namespace

Signals::Signals() {
    caught_signal = 0;
    struct sigaction action {};
    action.sa_handler = remember;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (std::size_t i = 0; i < 2; ++i) {
        ::sigaction(watched[i], nullptr, &before_[i]);
        if (before_[i].sa_handler != SIG_IGN) ::sigaction(watched[i], &action, nullptr);
    }
}

Signals::~Signals() {
    for (std::size_t i = 0; i < 2; ++i) ::sigaction(watched[i], &before_[i], nullptr);
}

int Signals::caught() { return caught_signal; }

}  // namespace drift::cli
