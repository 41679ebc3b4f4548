// Numbers and lists as text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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

}  // namespace drift
