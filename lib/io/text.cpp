// Numbers by std::to_chars.
#include "io/text.hpp"

#include <charconv>

#include "io/file.hpp"
#include "io/npy.hpp"

namespace drift {

std::string shortest(Real value, bool single) {
    char digits[32];
    const auto end = single ? std::to_chars(digits, digits + sizeof digits, static_cast<float>(value)).ptr
                            : std::to_chars(digits, digits + sizeof digits, value).ptr;
    return {digits, end};
}

std::string line(const std::vector<Real>& numbers, char separator) {
    std::string text;
    for (const Real number : numbers) (text += shortest(number, false)) += separator;
    text.back() = '\n';
    return text;
}

void write_lines(const std::string& from, const std::string& to, char separator) {
    npy::Reader in(from);
    Output out(to);
    const bool single = in.type() == npy::Type::f4 || in.type() == npy::Type::f2;
    Rows block;
    std::string text;
    do
        while (in.read(block, 1024) > 0)
            for (std::size_t i = 0; i < row_count(block); ++i) {
                text.clear();
                for (std::size_t j = 0; j < dimension(block); ++j) {
                    if (j) text += separator;
                    text += shortest(block(i, j), single);
                }
                text += '\n';
                out.write(text.data(), text.size());
            }
    while (in.next_array());
    out.commit();
}

}  // namespace drift
