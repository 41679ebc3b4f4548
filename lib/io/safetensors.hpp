// safetensors: a file of named float32 tensors and a few words about them. Its bytes are sealed by a CRC-32.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/array.hpp"

namespace drift::io::safetensors {

struct Tensor {
    Shape shape;
    std::vector<float> values;  // (shape), C order
};

struct Contents {
    std::map<std::string, std::string> metadata;
    std::map<std::string, Tensor> tensors;
};

/// Files of other programs have no seal; drift's own models must have one. A seal
/// that is there is always checked.
enum class Seal { required, optional };

/// True when a file begins as one of this format does; false for standard input, which cannot be read twice.
bool recognise(const std::string& path);

/// Error for anything but a whole, well-formed file; `-` is standard input.
Contents read(const std::string& path, Seal seal);

/// Adds "format": "pt", which PyTorch's readers ask for, and the seal "crc32". The
/// same contents give the same bytes.
void write(const std::string& path, const Contents& contents);

}  // namespace drift::io::safetensors
