// Files: a regular file is replaced whole or not at all, and no fault passes unseen.
#include "io/file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "core/error.hpp"
#include "io/scratch.hpp"

using namespace drift::all;

namespace {

void put(const std::string& path, const std::string& bytes) {
    Output out(path);
    out.write(bytes.data(), bytes.size());
    out.commit();
}

unsigned modes(const std::string& path) {
    struct stat status {};
    ::stat(path.c_str(), &status);
    return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("a file is replaced at commit and not before") {
    const Folder folder;
    write(folder / "x", "old");
    {
        Output out(folder / "x");
        const std::string bytes(1 << 20, 'n');
        out.write(bytes.data(), bytes.size());
        CHECK(contents(folder / "x") == "old");
        CHECK(folder.files() == 2);
    }
    CHECK(contents(folder / "x") == "old");  // nobody committed
    CHECK(folder.files() == 1);
    put(folder / "x", "new");
    CHECK(contents(folder / "x") == "new");
    CHECK(folder.files() == 1);
}

TEST_CASE("a new file has the umask's modes and a replaced one keeps its own") {
    const Folder folder;
    const mode_t before = ::umask(027);
    put(folder / "x", "1");
    ::umask(before);
    CHECK(modes(folder / "x") == 0640);
    ::chmod((folder / "x").c_str(), 0600);
    put(folder / "x", "2");
    CHECK(modes(folder / "x") == 0600);
}

TEST_CASE("a symbolic link stays and its target is replaced, also when there is none yet") {
    const Folder folder;
    std::filesystem::create_directory(folder / "deep");
    std::filesystem::create_symlink("deep/target", folder / "link");
    for (const char* bytes : {"first", "second"}) {
        put(folder / "link", bytes);
        CHECK(std::filesystem::is_symlink(folder / "link"));
        CHECK(contents(folder / "deep/target") == bytes);
    }
    CHECK(folder.files() == 2);
}

TEST_CASE("a full device, a missing folder and a folder are errors that name the output") {
    const Folder folder;
    CHECK(message([] { put("/dev/full", "x"); }) == "cannot write '/dev/full': No space left on device");
    CHECK_THROWS_AS(put("/dev/full", std::string(1 << 20, 'x')), Error);
    CHECK(message([&] { put(folder / "none/x", "x"); }) ==
          "cannot write '" + folder / "none/x" + "': No such file or directory");
    CHECK_THROWS_AS(put(folder / "", "x"), Error);
    CHECK_NOTHROW(put("/dev/null", "x"));
    CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("a fifo is written directly") {
    const Folder folder;
    REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
    std::string read;
    std::thread reader([&] { read = contents(folder / "fifo"); });
    put(folder / "fifo", "through");
    reader.join();
    CHECK(read == "through");
    CHECK(std::filesystem::is_fifo(folder / "fifo"));
    CHECK(folder.files() == 1);
}

TEST_CASE("a terminal takes no array, and the message says what does") {
    const int primary = ::posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(primary >= 0);
    REQUIRE(::grantpt(primary) == 0);
    REQUIRE(::unlockpt(primary) == 0);
    const Output out(::ptsname(primary));
    CHECK_THROWS_WITH_AS(
        out.refuse_terminal("an array", ", or pipe it into drift plot"),
        "an array is not written to a terminal: name a file with -o, or pipe it into drift plot", UsageError);
    CHECK_THROWS_WITH_AS(out.refuse_terminal("a model"),
                         "a model is not written to a terminal: name a file with -o", UsageError);
    CHECK_THROWS_AS(Input{::ptsname(primary)}, UsageError);
    ::close(primary);
}

TEST_CASE("what cannot be read is an error that names the input") {
    const Folder folder;
    CHECK(message([&] { Input{folder / "none"}; }) ==
          "cannot open '" + folder / "none" + "': No such file or directory");
    char byte;
    CHECK(message([&] { Input(folder / "").read(&byte, 1); }) ==
          "cannot read '" + folder / "" + "': Is a directory");
}

TEST_CASE("bytes are taken as promised or the input is truncated") {
    const Folder folder;
    const std::string bytes(1000000, 'b');
    write(folder / "x", bytes);
    const Pipe whole(bytes), cut(bytes);
    Input file(folder / "x"), pipe(whole.path());
    CHECK(file.regular());
    CHECK(file.left() == bytes.size());
    CHECK_FALSE(pipe.regular());
    CHECK(file.take(1000000) == bytes);
    CHECK(file.left() == 0);
    CHECK(pipe.take(1000000) == bytes);
    CHECK(message([&] { Input(cut.path()).take(std::uint64_t{1} << 60); }) ==
          "truncated '" + cut.path() + "': 1152921504606846976 bytes expected, 1000000 found");
    CHECK_THROWS_AS(Input(folder / "x").take(1000001), Error);
}
