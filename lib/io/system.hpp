// System calls: made again when a signal interrupts them, their faults in words.
#pragma once

#include <cerrno>
#include <string>
#include <system_error>

namespace drift::io {

/// Why the last system call failed.
inline std::string reason() { return std::generic_category().message(errno); }

/// What the call returns, once no signal interrupts it.
template <class Call>
auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

}  // namespace drift::io
