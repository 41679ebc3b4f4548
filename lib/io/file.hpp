// Files: bytes in and bytes out, every fault an Error; a regular file is replaced whole or not at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace drift::io {

/// An open file descriptor, closed at the end of its life.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    int number() const { return number_; }
    int release();

private:
    int number_;
};

/// A file, pipe or device to read; `-` is standard input.
class Input {
public:
    explicit Input(const std::string& path);

    const std::string& name() const { return name_; }  // for messages: the path, or standard input
    bool regular() const { return regular_; }          // a file whose size is known
    std::uint64_t left() const { return left_; }       // bytes of a regular file not yet read

    /// The next `most` bytes, fewer only at the end.
    std::size_t read(void* data, std::size_t most);

    /// The next `size` bytes. Memory grows as they arrive, not by the claim that
    /// they will; Error when they do not.
    std::string take(std::uint64_t size);

private:
    std::string name_;
    Descriptor file_;
    bool regular_ = false;
    std::uint64_t left_ = 0;
};

/// A file, pipe or device to write; `-` is standard output. A regular file is written beside its target and
/// takes its place in commit(); without commit() the old file stays. All else is written directly.
class Output {
public:
    explicit Output(const std::string& path);
    Output(Output&&) = delete;
    ~Output();

    const std::string& name() const { return name_; }

    /// Throws UsageError when the output is a terminal; what: `an array`;
    /// otherwise: what else there is to do.
    void refuse_terminal(const char* what, const char* otherwise = "") const;

    void write(const void* data, std::size_t size);

    /// Everything written has arrived: in the pipe, or on the disk under the target's name.
    void commit();

private:
    void open_beside(const std::string& path);
    void flush();
    void replace();
    [[noreturn]] void fail(const char* what) const;

    std::string name_;
    std::string target_, temporary_;  // of a regular file; else empty
    Descriptor file_;
    std::vector<char> buffer_;
};

}  // namespace drift::io
