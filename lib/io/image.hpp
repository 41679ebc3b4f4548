// Pictures as files.
#pragma once

#include <string>

#include "core/image.hpp"

namespace drift::io {

/// PNG, eight bits a channel: grey, colour or colour with opacity; `-` is standard output.
void write_png(const std::string& path, const Image& image);

}  // namespace drift::io
