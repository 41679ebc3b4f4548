#include "core/hash.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace drift;

// The authors' vectors: draft-eastlake-fnv, appendix C.
TEST_CASE("FNV-1a has its known answers") {
    const auto hash = [](std::string_view text) { return fnv1a(text.data(), text.size()); };
    CHECK(hash("") == 0xcbf29ce484222325);
    CHECK(hash("a") == 0xaf63dc4c8601ec8c);
    CHECK(hash("foobar") == 0x85944171f73967e8);
}

TEST_CASE("the hash of floats is that of their bits, a word at a time") {
    const float zeros[2] = {0, -0.0F};
    const std::uint32_t bits[2] = {0, 0x80000000};
    CHECK(fnv1a(zeros, 2) == fnv1a(bits, 2));
    CHECK(fnv1a(zeros, 1) != fnv1a(zeros + 1, 1));
}
