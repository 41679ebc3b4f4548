// One plain loop per type.
#include "io/npy_type.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace drift::io::npy {
namespace {

static_assert(std::endian::native == std::endian::little);

struct Known {
    std::string_view code, name;
};

constexpr std::array<Known, 12> known{{{"f2", "float16"},
                                       {"f4", "float32"},
                                       {"f8", "float64"},
                                       {"i1", "int8"},
                                       {"i2", "int16"},
                                       {"i4", "int32"},
                                       {"i8", "int64"},
                                       {"u1", "uint8"},
                                       {"u2", "uint16"},
                                       {"u4", "uint32"},
                                       {"u8", "uint64"},
                                       {"b1", "bool"}}};

enum class Half : std::uint16_t {};  // IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction
enum class Bool : std::uint8_t {};

// The C++ type of each Type, handed to `work` as a value.
template <class Work>
auto with(Type type, Work work) {
    switch (type) {
        case Type::f2:
            return work(Half{});
        case Type::f4:
            return work(float{});
        case Type::f8:
            return work(double{});
        case Type::i1:
            return work(std::int8_t{});
        case Type::i2:
            return work(std::int16_t{});
        case Type::i4:
            return work(std::int32_t{});
        case Type::i8:
            return work(std::int64_t{});
        case Type::u1:
            return work(std::uint8_t{});
        case Type::u2:
            return work(std::uint16_t{});
        case Type::u4:
            return work(std::uint32_t{});
        case Type::u8:
            return work(std::uint64_t{});
        case Type::b1:
            return work(Bool{});
    }
    throw Error("unknown type of numbers");
}

float widened(Half half) {
    const std::uint32_t bits = static_cast<std::uint32_t>(half);
    const std::uint32_t exponent = bits >> 10 & 31, fraction = bits & 1023;
    const float magnitude = exponent == 0    ? static_cast<float>(fraction) * 0x1p-24F  // zero and subnormal
                            : exponent == 31 ? std::bit_cast<float>(0x7f800000U | fraction << 13)
                                             : std::bit_cast<float>((exponent + 112) << 23 | fraction << 13);
    return bits & 0x8000 ? -magnitude : magnitude;
}

template <std::size_t size>
using Bits =
    std::conditional_t<size == 1, std::uint8_t,
                       std::conditional_t<size == 2, std::uint16_t,
                                          std::conditional_t<size == 4, std::uint32_t, std::uint64_t>>>;

template <class Unsigned>
Unsigned reversed(Unsigned bits) {
    Unsigned result = 0;
    for (std::size_t i = 0; i < sizeof bits; ++i)
        result = static_cast<Unsigned>(result << 8 | (bits >> 8 * i & 255));
    return result;
}

template <bool swapped, class Stored, class Number>
std::size_t decode_all(const char* bytes, std::size_t n, Number* numbers) {
    for (std::size_t i = 0; i < n; ++i) {
        Bits<sizeof(Stored)> bits;
        std::memcpy(&bits, bytes + i * sizeof bits, sizeof bits);
        if constexpr (swapped) bits = reversed(bits);
        const Stored stored = std::bit_cast<Stored>(bits);
        if constexpr (std::is_same_v<Stored, Half>)
            numbers[i] = static_cast<Number>(widened(stored));
        else if constexpr (std::is_same_v<Stored, Bool>) {
            if (bits > 1) return i;
            numbers[i] = static_cast<Number>(bits);
        } else {
            numbers[i] = static_cast<Number>(stored);
            if constexpr (std::is_same_v<Stored, double> && std::is_same_v<Number, float>)
                if (std::isinf(numbers[i]) && !std::isinf(stored)) return i;
        }
    }
    return n;
}

// Whether a number keeps its value as an integer: the limits are powers of two, so
// the comparison is exact in double.
template <class Stored, class Number>
bool fits(Number number) {
    if constexpr (std::is_integral_v<Number>)
        return std::in_range<Stored>(number);
    else
        return number >= static_cast<Number>(std::numeric_limits<Stored>::min()) &&
               number < std::ldexp(Number{1}, std::numeric_limits<Stored>::digits) &&
               std::trunc(number) == number;
}

}  // namespace

std::string_view code(Type type) { return known[static_cast<std::size_t>(type)].code; }
std::string_view name(Type type) { return known[static_cast<std::size_t>(type)].name; }
std::size_t size(Type type) { return static_cast<std::size_t>(code(type)[1] - '0'); }
bool is_unsigned(Type type) { return code(type)[0] == 'u'; }
bool is_integer(Type type) { return code(type)[0] == 'i' || is_unsigned(type); }
int fraction_digits(Type type) {
    return type == Type::f2 ? 11 : type == Type::f4 ? 24 : type == Type::f8 ? 53 : 0;
}
bool is_exact_in_single(Type type) { return type == Type::f4 || size(type) <= 2; }

Type type_named(const std::string& name) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i].name == name) return static_cast<Type>(i);
        names.emplace_back(known[i].name);
    }
    throw UsageError(unknown("type of numbers", name, names));
}

template <class Number>
std::size_t decode(Type type, bool swapped, const char* bytes, std::size_t n, Number* numbers) {
    return with(type, [&](auto stored) {
        return swapped ? decode_all<true, decltype(stored)>(bytes, n, numbers)
                       : decode_all<false, decltype(stored)>(bytes, n, numbers);
    });
}

template <class Number>
std::size_t encode(Type type, const Number* numbers, std::size_t n, char* bytes) {
    return with(type, [&]<class Stored>(Stored) -> std::size_t {
        for (std::size_t i = 0; i < n; ++i) {
            Stored stored;
            if constexpr (std::is_floating_point_v<Stored>) {
                stored = static_cast<Stored>(numbers[i]);
                if constexpr (sizeof(Stored) < sizeof(Number) && std::is_floating_point_v<Number>)
                    if (std::isinf(stored) && !std::isinf(numbers[i])) return i;
            } else if constexpr (std::is_integral_v<Stored>) {
                if (!fits<Stored>(numbers[i])) return i;
                stored = static_cast<Stored>(numbers[i]);
            } else if constexpr (std::is_same_v<Stored, Bool>) {
                if (numbers[i] != 0 && numbers[i] != 1) return i;
                stored = numbers[i] != 0 ? Bool{1} : Bool{0};
            } else
                throw Error("numbers are not written as ", name(type));
            std::memcpy(bytes + i * sizeof stored, &stored, sizeof stored);
        }
        return n;
    });
}

void append_text(Type type, bool swapped, const char* bytes, std::string& text) {
    with(type, [&](auto stored) {
        using Stored = decltype(stored);
        using Shown = std::conditional_t<std::is_same_v<Stored, Half>, float,
                                         std::conditional_t<std::is_same_v<Stored, Bool>, int, Stored>>;
        Shown number{};
        swapped ? decode_all<true, Stored>(bytes, 1, &number) : decode_all<false, Stored>(bytes, 1, &number);
        char digits[32];
        text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    });
}

template std::size_t decode(Type, bool, const char*, std::size_t, double*);
template std::size_t decode(Type, bool, const char*, std::size_t, std::int64_t*);
template std::size_t decode(Type, bool, const char*, std::size_t, std::uint64_t*);
template std::size_t decode(Type, bool, const char*, std::size_t, float*);
template std::size_t encode(Type, const double*, std::size_t, char*);
template std::size_t encode(Type, const float*, std::size_t, char*);
template std::size_t encode(Type, const int*, std::size_t, char*);

}  // namespace drift::io::npy
