#include "io/npy_header.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "core/error.hpp"

namespace drift::io::npy {
namespace {

constexpr std::size_t longest_header = 10000, most_axes = 32;

// Reads the dict from left to right; anything but the grammar is an Error.
class Dict {
public:
    Dict(std::string_view text, const std::string& name) : text_(text), name_(name) {}

    Header header() {
        expect('{');
        while (!accept('}')) {
            entry();
            if (accept(',')) continue;
            expect('}');
            break;
        }
        skip_space();
        if (at_ < text_.size()) fail("nothing but the dict");
        if (!descr_ || !fortran_ || !shape_)
            throw Error("bad header in '", name_, "': no ",
                        !descr_     ? "descr"
                        : !fortran_ ? "fortran_order"
                                    : "shape");
        const auto [type, swapped] = element(*descr_);
        return {type, swapped, *fortran_, *shape_};
    }

private:
    [[noreturn]] void fail(std::string_view expected) const {
        throw Error("bad header in '", name_, "': expected ", expected, " at byte ", at_, " of the dict");
    }

    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
    }

    bool accept(std::string_view word) {
        skip_space();
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }
    bool accept(char mark) { return accept(std::string_view(&mark, 1)); }

    void expect(char mark) {
        if (!accept(mark)) fail(concat('\'', mark, '\''));
    }

    std::string_view quoted() {
        const char quote = accept('"') ? '"' : '\'';
        if (quote == '\'') expect(quote);
        const std::size_t end = text_.find(quote, at_);
        if (end == std::string_view::npos) fail("a closing quote");
        const std::string_view inside = text_.substr(at_, end - at_);
        at_ = end + 1;
        return inside;
    }

    void entry() {
        const std::string_view key = quoted();
        expect(':');
        if (key == "descr" && !descr_) {
            if (accept('[')) throw Error("structures are not read: '", name_, "'");
            descr_ = quoted();
        } else if (key == "fortran_order" && !fortran_) {
            fortran_ = accept("True");
            if (!*fortran_ && !accept("False")) fail("True or False");
        } else if (key == "shape" && !shape_) {
            shape_ = sizes();
        } else {
            throw Error("bad header in '", name_, "': unknown or second key '", key.substr(0, 20), "'");
        }
    }

    Shape sizes() {
        Shape shape;
        bool comma = true;
        expect('(');
        while (!accept(')')) {
            if (!comma) fail("','");
            if (shape.size() == most_axes) fail(concat("at most ", most_axes, " axes"));
            shape.push_back(decimal());
            comma = accept(',');
        }
        if (shape.size() == 1 && !comma) fail("a tuple");
        return shape;
    }

    std::size_t decimal() {
        skip_space();
        std::size_t value = 0;
        const char* start = text_.data() + at_;
        const auto [end, failure] = std::from_chars(start, text_.data() + text_.size(), value);
        if (failure != std::errc() || (*start == '0' && end > start + 1)) fail("a size");
        at_ += static_cast<std::size_t>(end - start);
        accept('L');  // as Python 2 wrote it
        return value;
    }

    std::pair<Type, bool> element(std::string_view descr) const {
        for (int i = 0; i < 12 && descr.size() == 3; ++i) {
            const Type type = static_cast<Type>(i);
            if (descr.substr(1) != code(type)) continue;
            if (descr[0] == '<' || descr[0] == '=' || (descr[0] == '|' && size(type) == 1))
                return {type, false};
            if (descr[0] == '>') return {type, true};
        }
        const char kind = descr.size() > 1 ? descr[1] : '?';
        const char* what = kind == 'O'                                 ? "objects are"
                           : kind == 'c'                               ? "complex numbers are"
                           : kind == 'S' || kind == 'U' || kind == 'a' ? "strings are"
                           : kind == 'V'                               ? "structures are"
                           : kind == 'M' || kind == 'm'                ? "dates are"
                                                                       : "this type of numbers is";
        throw Error(what, " not read: '", descr.substr(0, 20), "' in '", name_, "'");
    }

    std::string_view text_;
    const std::string& name_;
    std::size_t at_ = 0;
    std::optional<std::string_view> descr_;
    std::optional<bool> fortran_;
    std::optional<Shape> shape_;
};

// Sizes of zero count as one, so that no later product of some of the sizes can overflow either.
void check_countable(const Header& header, const std::string& name) {
    std::size_t room =
        std::numeric_limits<std::ptrdiff_t>::max() / std::max<std::size_t>(size(header.type), sizeof(double));
    for (const std::size_t axis : header.shape) {
        if (axis > room) throw Error("shape too large in '", name, "': ", tuple(header.shape));
        room /= std::max<std::size_t>(axis, 1);
    }
    for (std::size_t i = 1; i < header.shape.size(); ++i)
        if (header.shape[i] == 0) throw Error("rows without numbers in '", name, "': ", tuple(header.shape));
}

}  // namespace

std::string tuple(const Shape& shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

Header parse_dict(std::string_view text, const std::string& name) {
    const Header header = Dict(text, name).header();
    check_countable(header, name);
    return header;
}

bool read_header(Input& input, bool first, Header& header) {
    const std::string& name = input.name();
    char start[magic.size()];
    const std::string_view found(start, input.read(start, sizeof start));
    if (found.empty() && first) throw Error("no array in '", name, "': it is empty");
    if (found.empty()) return false;
    if (found != magic) {
        if (magic.starts_with(found))
            throw Error("truncated '", name, "': it ends within the start of an array");
        if (first) throw Error("not a .npy file: '", name, "'");
        if (input.regular()) return false;
        throw Error("bytes that begin no array in '", name, "'");
    }
    const std::string version = input.take(2);
    if (version[0] < 1 || version[0] > 3 || version[1] != 0)
        throw Error("unknown version of .npy in '", name, "': ", int{version[0]}, ".", int{version[1]});
    std::size_t length = 0;
    const std::string bytes = input.take(version[0] == 1 ? 2 : 4);
    for (std::size_t i = bytes.size(); i-- > 0;) length = length << 8 | static_cast<unsigned char>(bytes[i]);
    if (length > longest_header)
        throw Error("header too long in '", name, "': ", length, " bytes, at most ", longest_header);
    const std::string dict = input.take(length);
    if (!dict.ends_with('\n')) throw Error("bad header in '", name, "': no newline at its end");
    header = parse_dict(dict, name);
    return true;
}

std::string header_bytes(Type type, const Shape& shape, bool swapped) {
    std::string dict = concat("{'descr': '",
                              size(type) == 1 ? '|'
                              : swapped       ? '>'
                                              : '<',
                              code(type), "', 'fortran_order': False, 'shape': ", tuple(shape), ", }");
    if (!shape.empty())
        dict.append(21 - std::to_string(shape[0]).size(), ' ');  // room for the first axis to grow
    dict.append(64 - (magic.size() + 5 + dict.size()) % 64, ' ');
    dict += '\n';
    return concat(magic, '\1', '\0', static_cast<char>(dict.size() & 255),
                  static_cast<char>(dict.size() >> 8), dict);
}

}  // namespace drift::io::npy
