// Signals: long work finishes its step before it ends.
#pragma once

#include <csignal>

#include "core/error.hpp"

namespace drift::cli {

/// The work was ended by a signal and has put its entries in order: exit status 128 + signal.
class Interrupted : public Error {
public:
    template <class... Parts>
    explicit Interrupted(int signal, const Parts&... parts) : Error(parts...), signal_(signal) {}

    int signal() const { return signal_; }

private:
    int signal_;
};

/// While it lives, a first SIGINT or SIGTERM is remembered; a second one ends the process as usual. A signal
/// that is ignored, as shells have it for commands in the background, stays so.
class Signals {
public:
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// The one that came, 0 when none did.
    static int caught();

private:
    struct sigaction before_[2];
};

}  // namespace drift::cli
