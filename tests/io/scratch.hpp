// What the tests of files need: a folder that goes away, whole files as strings,
// and pipes that hold given bytes.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "core/error.hpp"

/// A folder of its own, removed at the end.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "drift-test-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string operator/(const std::string& file) const { return path_ + "/" + file; }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
    }

private:
    std::string path_;
};

inline std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// The reading end of a pipe into which a thread writes the bytes.
class Pipe {
public:
    explicit Pipe(const std::string& bytes) {
        int ends[2];
        if (::pipe(ends) != 0) std::abort();
        reading_ = ends[0];
        feeder_ = std::thread([bytes, writing = ends[1]] {
            for (std::size_t done = 0; done < bytes.size();) {
                const ssize_t count = ::write(writing, bytes.data() + done, bytes.size() - done);
                if (count <= 0) break;  // nobody reads any more
                done += static_cast<std::size_t>(count);
            }
            ::close(writing);
        });
    }
    ~Pipe() {
        char rest[4096];
        while (::read(reading_, rest, sizeof rest) > 0) continue;  // so that the thread ends
        feeder_.join();
        ::close(reading_);
    }
    std::string path() const { return "/dev/fd/" + std::to_string(reading_); }

private:
    int reading_ = -1;
    std::thread feeder_;
};

/// What an Error says; empty when there is none.
template <class Work>
std::string message(Work work) {
    try {
        work();
    } catch (const drift::Error& error) {
        return error.what();
    }
    return {};
}
