// safetensors: what is read, what is refused, and that no flipped byte passes.
#include "io/safetensors.hpp"

#include <doctest/doctest.h>

#include "core/error.hpp"
#include "io/scratch.hpp"

using namespace drift::all;
using safetensors::Contents, safetensors::Seal;

namespace {

Contents small() {
    return {{{"network", "mlp:width=2"}, {"note", "\"crc32\":\"ffffffff\""}},
            {{"b.weight", {{2, 2}, {1, 2, 3, 4}}},
             {"a", {{3}, {-1, 0.5F, 1e30F}}},
             {"empty", {{0, 4}, {}}},
             {"z", {{}, {7}}}}};
}

}  // namespace

TEST_CASE("every safetensors file of the malformed set is accepted or refused as its manifest says") {
    const std::string folder = DRIFT_TESTS "/reference/malformed/safetensors/";
    std::ifstream manifest(folder + "manifest.tsv");
    std::string file, verdict;
    int accepted = 0, refused = 0;
    while (manifest >> file >> verdict) {
        CAPTURE(file);
        const Pipe pipe(contents(folder + file));
        for (const std::string& path : {folder + file, pipe.path()}) {
            if (verdict == "A") {
                CHECK_NOTHROW(safetensors::read(path, Seal::optional));
            } else if (verdict == "R") {
                const std::string said = message([&] { safetensors::read(path, Seal::optional); });
                CHECK(said.find("'" + path + "'") != std::string::npos);
                CHECK(said.find('\n') == std::string::npos);
            }
        }
        accepted += verdict == "A", refused += verdict == "R";
    }
    CHECK(accepted == 9);
    CHECK(refused == 28);
}

TEST_CASE("a hole and an overlap are found in the header") {
    for (const char* file : {"24_overlap", "26_hole"}) {
        const std::string path =
            DRIFT_TESTS "/reference/malformed/safetensors/" + std::string(file) + ".safetensors";
        CHECK(message([&] { safetensors::read(path, Seal::optional); }) ==
              "bad header in '" + path + "': a hole or an overlap before tensor 'b'");
    }
}

TEST_CASE("tensors and metadata come back as they were written") {
    const Folder folder;
    safetensors::write(folder / "m", small());
    const Contents read = safetensors::read(folder / "m", Seal::required);
    CHECK(read.metadata.at("network") == "mlp:width=2");
    CHECK(read.metadata.at("note") == "\"crc32\":\"ffffffff\"");
    CHECK(read.metadata.at("format") == "pt");
    REQUIRE(read.tensors.size() == 4);
    for (const auto& [name, tensor] : small().tensors) {
        CHECK(read.tensors.at(name).shape == tensor.shape);
        CHECK(read.tensors.at(name).values == tensor.values);
    }
}

TEST_CASE("the same contents give the same bytes, keys sorted and tensors at a multiple of 64") {
    const Folder folder;
    safetensors::write(folder / "m", small());
    const std::string bytes = contents(folder / "m");
    safetensors::write(folder / "again", safetensors::read(folder / "m", Seal::required));
    CHECK(contents(folder / "again") == bytes);
    CHECK((bytes.size() - 8 * sizeof(float)) % 64 == 0);
    const std::string start =
        R"({"__metadata__":{"crc32":"00000000","format":"pt","network":"mlp:width=2","note":"\"crc32\":\"ffffffff\""},)"
        R"("a":{"data_offsets":[0,12],"dtype":"F32","shape":[3]},"b.weight":{"data_offsets":[12,28],)";
    std::string header = bytes.substr(8, start.size());
    CHECK(header.replace(26, 8, "00000000") == start);
}

TEST_CASE("the checksum is the crc-32 of the whole file with its own digits as zeros") {
    const Folder folder;
    safetensors::write(folder / "m", {{}, {{"a", {{1}, {1}}}}});
    // recorded: zlib.crc32 of Python over the layout written out by hand
    CHECK(safetensors::read(folder / "m", Seal::required).metadata.at("crc32") == "f7354340");
}

TEST_CASE("a model with any flipped byte is refused") {
    const Folder folder;
    safetensors::write(folder / "m", small());
    const std::string bytes = contents(folder / "m");
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (const int flip : {1, 32, 255}) {
            CAPTURE(i);
            std::string damaged = bytes;
            damaged[i] = static_cast<char>(damaged[i] ^ flip);
            write(folder / "m", damaged);
            CHECK_THROWS_AS(safetensors::read(folder / "m", Seal::required), Error);
        }
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        write(folder / "m", bytes.substr(0, size));
        CHECK_THROWS_AS(safetensors::read(folder / "m", Seal::required), Error);
    }
}

TEST_CASE("a file without a checksum is no model of drift") {
    const std::string file = DRIFT_TESTS "/reference/malformed/safetensors/01_valid.safetensors";
    CHECK(safetensors::read(file, Seal::optional).tensors.at("b").shape == Shape{2});
    CHECK(message([&] { safetensors::read(file, Seal::required); }) ==
          "no checksum in '" + file + "': not a model of drift");
}
