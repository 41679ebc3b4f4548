// Numbers and lists as text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace drift {

/// The items with a separator between them: `3,4`.
template <class Items>
std::string joined(const Items& items, std::string_view separator = ",") {
    std::string text;
    for (const auto& item : items) text += concat(text.empty() ? "" : separator, item);
    return text;
}

/// The last `digits` hexadecimal digits of a number, in lower case.
inline std::string hex(std::uint64_t number, std::size_t digits) {
    std::string text(digits, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4)
        *digit = "0123456789abcdef"[number & 15];
    return text;
}

/// A name as names are compared: in lower case, without `-` and `_`.
inline std::string folded(std::string_view name) {
    std::string text;
    for (const char letter : name)
        if (letter != '-' && letter != '_')
            text += static_cast<char>('A' <= letter && letter <= 'Z' ? letter - 'A' + 'a' : letter);
    return text;
}

/// The pieces of a text between separators; an empty text has none.
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace drift
