// Draws by row, in blocks that fit the cache.
#include "core/random.hpp"

#include <algorithm>
#include <vector>

#include "core/hash.hpp"
#include "kernel/instruction_set.hpp"
#include "kernel/random_loops.hpp"

namespace drift {

namespace {

using Transform = void (*)(const std::uint32_t*, std::size_t, float*);

// Rows of d numbers, each made from the row's first words; a few thousand words at a time.
void transformed_rows(std::array<std::uint32_t, 2> key, Transform transform, std::uint64_t first,
                      std::size_t n, std::size_t d, std::uint32_t step, float* out) {
    const auto blocks = static_cast<std::uint32_t>((d + 3) / 4);
    const std::size_t width = std::size_t{4} * blocks,
                      batch = std::max<std::size_t>(1, 4096 / std::max<std::size_t>(width, 1));
    static thread_local std::vector<std::uint32_t> words;
    static thread_local std::vector<float> numbers;
    words.resize(std::max(words.size(), batch * width));
    numbers.resize(words.size());
    for (std::size_t done = 0; done < n; done += batch) {
        const std::size_t count = std::min(batch, n - done);
        random_loops().words(key.data(), first + done, count, blocks, step, words.data());
        if (width == d) {
            transform(words.data(), count * d, out + done * d);
            continue;
        }
        transform(words.data(), count * width, numbers.data());
        for (std::size_t i = 0; i < count; ++i)
            std::copy_n(numbers.data() + i * width, d, out + (done + i) * d);
    }
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> k) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p = std::uint64_t{0xD2511F53} * c[0], q = std::uint64_t{0xCD9E8D57} * c[2];
        c = {static_cast<std::uint32_t>(q >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(q),
             static_cast<std::uint32_t>(p >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(p)};
        k = {k[0] + 0x9E3779B9, k[1] + 0xBB67AE85};
    }
    return c;
}

Random::Random(std::uint64_t seed, std::string_view purpose) {
    const std::uint64_t name = fnv1a(purpose.data(), purpose.size());
    const auto image =
        philox({static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(name >> 32), 0, 0},
               {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    key_ = {image[0], image[1]};
}

void Random::bits(std::uint64_t row, std::uint32_t step, std::span<std::uint32_t> out) const {
    const auto blocks = static_cast<std::uint32_t>((out.size() + 3) / 4);
    std::vector<std::uint32_t> words(std::size_t{4} * blocks);
    random_loops().words(key_.data(), row, 1, blocks, step, words.data());
    std::copy_n(words.begin(), out.size(), out.begin());
}

void Random::uniforms(std::uint64_t row, std::uint32_t step, std::span<float> out) const {
    uniform_rows(row, 1, out.size(), step, out.data());
}

void Random::normals(std::uint64_t row, std::uint32_t step, std::span<float> out) const {
    normal_rows(row, 1, out.size(), step, out.data());
}

void Random::uniform_rows(std::uint64_t first, std::size_t n, std::size_t d, std::uint32_t step,
                          float* out) const {
    transformed_rows(key_, random_loops().uniforms, first, n, d, step, out);
}

void Random::normal_rows(std::uint64_t first, std::size_t n, std::size_t d, std::uint32_t step,
                         float* out) const {
    transformed_rows(key_, random_loops().normals, first, n, d, step, out);
}

Rows Random::normal_rows(std::uint64_t first, std::size_t n, std::size_t d, std::uint32_t step) const {
    std::vector<float> numbers(n * d);
    normal_rows(first, n, d, step, numbers.data());
    Rows rows = zeros(n, d);
    std::copy(numbers.begin(), numbers.end(), rows.data());
    return rows;
}

std::uint32_t Random::index(std::uint64_t row, std::uint32_t step, std::uint32_t bound) const {
    const auto words =
        philox({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row >> 32), 0, step}, key_);
    const std::uint64_t number = words[0] | std::uint64_t{words[1]} << 32;
    return static_cast<std::uint32_t>((static_cast<unsigned __int128>(number) * bound) >> 64);
}

}  // namespace drift
