// Locks: one process at a time writes a file.
#pragma once

#include <string>

#include "io/file.hpp"

namespace drift::io {

/// Holds FILE.lock, which names the process and goes away with the lock. The kernel lets go of it when the
/// process ends in any way, so that a lock file left behind locks nothing.
class Lock {
public:
    /// Error, with the number of the process that holds it, when another one does.
    explicit Lock(const std::string& path);
    Lock(Lock&&) = delete;
    ~Lock();

private:
    std::string path_;
    Descriptor file_;
};

}  // namespace drift::io
