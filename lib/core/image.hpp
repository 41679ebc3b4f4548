// A picture in memory: eight bits a channel, row by row from the top.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace drift {

struct Image {
    std::size_t height = 0, width = 0, channels = 3;  // 1 grey, 3 red green blue, 4 with opacity
    std::vector<std::uint8_t> data;                   // (height, width, channels)
};

}  // namespace drift
