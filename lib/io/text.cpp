#include "io/text.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "io/file.hpp"
#include "io/npy.hpp"

namespace drift::io {

std::string shortest(Real value) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string line(const std::vector<Real>& numbers, char separator, int digits) {
    std::string text;
    for (const Real number : numbers) {
        char words[32];
        std::snprintf(words, sizeof words, "%.*g", digits, number + 0.0);  // no -0
        (text += std::isnan(number) ? "-" : words) += separator;
    }
    text.back() = '\n';
    return text;
}

void write_lines(const std::string& from, const std::string& to, char separator) {
    npy::Reader in(from);
    Output out(to);
    const std::size_t d = in.dimension(), width = npy::size(in.type());
    std::vector<char> bytes;
    std::string text;
    do
        while (const std::size_t count = in.read(bytes, 1024))
            for (std::size_t i = 0; i < count; ++i) {
                text.clear();
                for (std::size_t j = 0; j < d; ++j) {
                    if (j) text += separator;
                    npy::append_text(in.type(), in.swapped(), bytes.data() + (i * d + j) * width, text);
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
