// flock(2) on a file of its own, since the locked one is replaced at every write.
#include "io/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.hpp"
#include "io/system.hpp"

namespace drift::io {
namespace {

// False when the file under this name is another one by now: its holder took it away.
bool still_there(const std::string& path, int file) {
    struct stat named {
    }, held{};
    return ::stat(path.c_str(), &named) == 0 && ::fstat(file, &held) == 0 && named.st_ino == held.st_ino &&
           named.st_dev == held.st_dev;
}

std::string holder(int file) {
    char digits[32];
    const ssize_t size = uninterrupted([&] { return ::pread(file, digits, sizeof digits, 0); });
    std::string text(digits, size > 0 ? static_cast<std::size_t>(size) : 0);
    text = text.substr(0, text.find('\n'));
    return text.empty() ? "another process" : "process " + text;
}

}  // namespace

Lock::Lock(const std::string& path) : path_(path + ".lock") {
    do {
        file_ = Descriptor(
            uninterrupted([&] { return ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666); }));
        if (file_.number() < 0) throw Error("cannot write '", path_, "': ", reason());
        if (uninterrupted([&] { return ::flock(file_.number(), LOCK_EX | LOCK_NB); }) != 0)
            throw errno == EWOULDBLOCK
                ? Error("'", path, "' is in use: ", holder(file_.number()), " writes it")
                : Error("cannot lock '", path_, "': ", reason());
    } while (!still_there(path_, file_.number()));
    const std::string process = concat(::getpid(), '\n');
    if (::ftruncate(file_.number(), 0) != 0 ||
        uninterrupted([&] { return ::pwrite(file_.number(), process.data(), process.size(), 0); }) !=
            static_cast<ssize_t>(process.size()))
        throw Error("cannot write '", path_, "': ", reason());
}

Lock::~Lock() { ::unlink(path_.c_str()); }

}  // namespace drift::io
