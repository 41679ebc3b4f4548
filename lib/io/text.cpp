#include "io/text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "io/file.hpp"
#include "io/npy.hpp"

namespace drift::io {

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

Vector read_numbers(const std::string& path) {
    Input in(path);
    std::string text;
    for (char piece[4096]; const std::size_t size = in.read(piece, sizeof piece);) text.append(piece, size);
    if (text.starts_with(npy::magic)) {
        const Rows rows = npy::read_rows(path);
        if (dimension(rows) != 1)
            throw Error("expected numbers (k) in '", path, "', found rows of ", dimension(rows));
        return xt::view(rows, xt::all(), 0);
    }
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return c == ',' || std::isspace(static_cast<unsigned char>(c)); }, ' ');
    std::vector<Real> numbers;
    for (const std::string& word : split(text, ' ')) {
        if (word.empty()) continue;
        Real value = 0;
        const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (fault != std::errc() || end != word.data() + word.size())
            throw Error("not a number in '", in.name(), "': '", word, "'");
        numbers.push_back(value);
    }
    Vector found({numbers.size()}, 0.0);
    std::copy(numbers.begin(), numbers.end(), found.begin());
    return found;
}

}  // namespace drift::io
