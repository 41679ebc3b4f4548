// Plain system calls, each checked.
#include "io/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "io/system.hpp"

namespace drift::io {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 18;

// Names of open descriptors: what they refer to is written directly.
bool names_descriptor(const std::string& path) {
    return path == "/dev/stdout" || path == "/dev/stderr" || path.starts_with("/dev/fd/") ||
           path.starts_with("/proc/self/fd/");
}

// The file a path leads to, its symbolic links followed even when the last one leads nowhere.
std::filesystem::path followed(std::filesystem::path path) {
    std::error_code none;
    for (int links = 0; links < 40 && std::filesystem::is_symlink(path, none); ++links) {
        const std::filesystem::path next = std::filesystem::read_symlink(path, none);
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    return path;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

int Descriptor::release() { return std::exchange(number_, -1); }

Input::Input(const std::string& path) : name_(path == "-" ? "standard input" : path) {
    file_ =
        Descriptor(path == "-" ? ::dup(STDIN_FILENO)
                               : uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }));
    struct stat status {};
    if (file_.number() < 0 || ::fstat(file_.number(), &status) != 0)
        throw Error("cannot open '", name_, "': ", reason());
    if (::isatty(file_.number())) throw UsageError("no input: '", name_, "' is a terminal");
    regular_ = S_ISREG(status.st_mode);
    if (!regular_) return;
    const off_t at = ::lseek(file_.number(), 0, SEEK_CUR);
    left_ = status.st_size > at ? static_cast<std::uint64_t>(status.st_size - at) : 0;
}

std::size_t Input::read(void* data, std::size_t most) {
    std::size_t got = 0;
    while (got < most) {
        const ssize_t count =
            uninterrupted([&] { return ::read(file_.number(), static_cast<char*>(data) + got, most - got); });
        if (count < 0) throw Error("cannot read '", name_, "': ", reason());
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    left_ -= std::min<std::uint64_t>(left_, got);
    return got;
}

std::string Input::take(std::uint64_t size) {
    std::string bytes;
    while (bytes.size() < size) {
        const std::uint64_t known = regular_ ? left_ : std::max<std::uint64_t>(buffer_size, bytes.size());
        const std::size_t start = bytes.size();
        const std::size_t step = static_cast<std::size_t>(std::min(size - start, known));
        bytes.resize(start + step);
        const std::size_t got = read(bytes.data() + start, step);
        if (got < step || step == 0)
            throw Error("truncated '", name_, "': ", size, " bytes expected, ", start + got, " found");
    }
    return bytes;
}

Output::Output(const std::string& path) : name_(path == "-" ? "standard output" : path) {
    struct stat status {};
    if (path == "-") {
        file_ = Descriptor(::dup(STDOUT_FILENO));
    } else if (names_descriptor(path) || (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))) {
        file_ = Descriptor(uninterrupted([&] { return ::open(path.c_str(), O_WRONLY | O_CLOEXEC); }));
    } else {
        open_beside(path);
    }
    if (file_.number() < 0) fail("cannot open");
    buffer_.reserve(buffer_size);
}

void Output::open_beside(const std::string& path) {
    target_ = followed(path);
    const std::filesystem::path folder = std::filesystem::path(target_).parent_path();
    for (int attempt = 0; file_.number() < 0; ++attempt) {
        temporary_ = folder / concat(".drift-", ::getpid(), "-", attempt);
        file_ = Descriptor(uninterrupted(
            [&] { return ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); }));
        if (file_.number() < 0 && errno != EEXIST) {
            temporary_.clear();
            fail("cannot write");
        }
    }
}

Output::~Output() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::fail(const char* what) const { throw Error(what, " '", name_, "': ", reason()); }

void Output::refuse_terminal(const char* what, const char* otherwise) const {
    if (::isatty(file_.number()))
        throw UsageError(what, " is not written to a terminal: name a file with -o", otherwise);
}

void Output::write(const void* data, std::size_t size) {
    const char* bytes = static_cast<const char*>(data);
    while (size > 0) {
        const std::size_t count = std::min(size, buffer_size - buffer_.size());
        buffer_.insert(buffer_.end(), bytes, bytes + count);
        if (buffer_.size() == buffer_size) flush();
        bytes += count, size -= count;
    }
}

void Output::flush() {
    for (std::size_t done = 0; done < buffer_.size();) {
        const ssize_t count = uninterrupted(
            [&] { return ::write(file_.number(), buffer_.data() + done, buffer_.size() - done); });
        if (count < 0) fail("cannot write");
        done += static_cast<std::size_t>(count);
    }
    buffer_.clear();
}

void Output::commit() {
    flush();
    if (!temporary_.empty()) return replace();
    if (::close(file_.release()) != 0 && errno != EINTR) fail("cannot close");
}

// A new file has the modes that the umask leaves it, a replaced one keeps its own.
void Output::replace() {
    const int file = file_.number();
    struct stat old {};
    if (::stat(target_.c_str(), &old) == 0 &&
        uninterrupted([&] { return ::fchmod(file, old.st_mode & 07777); }) != 0)
        fail("cannot set the modes of");
    if (uninterrupted([&] { return ::fsync(file); }) != 0) fail("cannot write");
    if (::close(file_.release()) != 0 && errno != EINTR) fail("cannot close");

    const std::string parent = std::filesystem::path(target_).parent_path();
    const Descriptor folder(uninterrupted(
        [&] { return ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (folder.number() < 0) fail("cannot open the folder of");
    if (uninterrupted([&] { return ::rename(temporary_.c_str(), target_.c_str()); }) != 0)
        fail("cannot replace");
    temporary_.clear();
    if (uninterrupted([&] { return ::fsync(folder.number()); }) != 0 &&
        errno != EINVAL)  // EINVAL: it has no sync
        fail("cannot sync the folder of");
}

}  // namespace drift::io
