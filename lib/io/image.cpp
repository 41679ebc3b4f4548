// PNG by stb's encoder with zlib's compression.
#include "io/image.hpp"

#include <zlib.h>

#include <cassert>
#include <cstdlib>
#include <limits>
#include <memory>

#include "core/error.hpp"
#include "io/file.hpp"

namespace {

// In the form that stb expects: stb frees the result.
unsigned char* compressed(unsigned char* data, int size, int* compressed_size, int level) {
    uLongf room = compressBound(static_cast<uLong>(size));
    auto* bytes = static_cast<unsigned char*>(std::malloc(room));
    if (bytes == nullptr || compress2(bytes, &room, data, static_cast<uLong>(size), level) != Z_OK) {
        std::free(bytes);
        return nullptr;
    }
    *compressed_size = static_cast<int>(room);
    return bytes;
}

}  // namespace

#define STBIW_ZLIB_COMPRESS compressed
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

namespace drift::io {

void write_png(const std::string& path, const Image& image) {
    assert(image.data.size() == image.height * image.width * image.channels);
    if (image.data.empty() || image.data.size() + image.height > std::numeric_limits<int>::max())
        throw Error("no picture for '", path, "': ", image.width, " x ", image.height,
                    " is empty or too large");
    int size = 0;
    const auto width = static_cast<int>(image.width), height = static_cast<int>(image.height);
    const auto channels = static_cast<int>(image.channels);
    const std::unique_ptr<unsigned char, decltype(&std::free)> bytes(
        stbi_write_png_to_mem(image.data.data(), width * channels, width, height, channels, &size),
        std::free);
    if (!bytes) throw Error("not enough memory for the picture '", path, "'");

    Output out(path);
    out.refuse_terminal("a picture");
    out.write(bytes.get(), static_cast<std::size_t>(size));
    out.commit();
}

}  // namespace drift::io
