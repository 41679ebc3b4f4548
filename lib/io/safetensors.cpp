// The file is the length of the header (u64), the header (JSON), then the tensors one after another. The CRC-32 is of all these bytes, its own eight digits taken as zeros.
#include "io/safetensors.hpp"

#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "core/error.hpp"
#include "core/text.hpp"
#include "io/file.hpp"

namespace drift::io::safetensors {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t longest_header = std::uint64_t{1} << 24;
constexpr int deepest = 4;  // an offset in the offsets of a tensor of the header
constexpr const char* metadata_key = "__metadata__";
constexpr const char* unsealed = "00000000";

uLong crc(uLong before, std::string_view bytes) {
    if (bytes.empty()) return before;  // zlib takes a null pointer as a new beginning
    return crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
}

std::string seal_of(uLong sum) { return hex(sum, 8); }

std::string length_bytes(std::uint64_t length) {
    return {reinterpret_cast<const char*>(&length), sizeof length};
}

// The place of one tensor's bytes after the header.
struct Place {
    std::string name;
    Shape shape;
    std::uint64_t begin, end;
};

// A header, checked as it is taken apart.
class Header {
public:
    Header(const std::string& text, const std::string& file) : file_(file) {
        if (!text.starts_with('{') || text.find('\0') != std::string::npos) fail("it is no JSON object");
        const Json json = parse(text);
        for (const auto& [name, value] : json.items()) {
            if (name == metadata_key)
                read_metadata(value);
            else
                places.push_back(place(name, value));
        }
        std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
            return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
        });
        for (const Place& next : places) {
            if (next.begin != size) fail(concat("a hole or an overlap before tensor '", next.name, "'"));
            size = next.end;
        }
    }

    std::map<std::string, std::string> metadata;
    std::vector<Place> places;  // in the order of the file
    std::uint64_t size = 0;     // of all tensors

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error("bad header in '", file_, "': ", what);
    }

    // The library would keep the last of two equal keys.
    Json parse(const std::string& text) const {
        std::vector<std::set<std::string>> keys;
        const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
            using Event = Json::parse_event_t;
            if (depth >= deepest && event != Event::value) fail("it is nested too deeply");
            if (event == Event::object_start) keys.emplace_back();
            if (event == Event::object_end) keys.pop_back();
            if (event == Event::key && !keys.back().insert(value.get<std::string>()).second)
                fail(concat("two keys '", value.get<std::string>(), "'"));
            return true;
        };
        Json json = Json::parse(text, watch, false);
        if (!json.is_object()) fail("it is no JSON object");
        return json;
    }

    void read_metadata(const Json& object) {
        if (!object.is_object()) fail("the metadata are no object");
        for (const auto& [key, value] : object.items()) {
            if (!value.is_string()) fail(concat("the metadata hold '", key, "', which is no string"));
            metadata[key] = value.get<std::string>();
        }
    }

    std::vector<std::uint64_t> counts(const std::string& name, const Json& list) const {
        std::vector<std::uint64_t> numbers;
        if (!list.is_array()) fail(concat("no list of numbers in tensor '", name, "'"));
        for (const Json& number : list) {
            if (!number.is_number_unsigned())
                fail(concat("not a whole number from 0 in tensor '", name, "'"));
            numbers.push_back(number.get<std::uint64_t>());
        }
        return numbers;
    }

    Place place(const std::string& name, const Json& entry) const {
        if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") || !entry.contains("shape") ||
            !entry.contains("data_offsets"))
            fail(concat("tensor '", name, "' needs dtype, shape and data_offsets, nothing else"));
        if (entry["dtype"] != "F32")
            fail(
                concat("tensor '", name, "' is ", entry["dtype"].dump().substr(0, 20), "; only F32 is read"));
        const std::vector<std::uint64_t> shape = counts(name, entry["shape"]);
        const std::vector<std::uint64_t> offsets = counts(name, entry["data_offsets"]);
        std::uint64_t bytes = sizeof(float);
        for (const std::uint64_t axis : shape)
            if (__builtin_mul_overflow(bytes, axis, &bytes)) fail(concat("tensor '", name, "' is too large"));
        if (offsets.size() != 2 || offsets[1] < offsets[0] || offsets[1] - offsets[0] != bytes)
            fail(concat("the offsets of tensor '", name, "' do not span its ", bytes, " bytes"));
        return {name, Shape(shape.begin(), shape.end()), offsets[0], offsets[1]};
    }

    const std::string& file_;
};

// The header with the seal's digits taken as zeros; metadata keys are written so by
// every JSON writer without spaces.
std::string without_seal(std::string header, const std::string& seal, const std::string& file) {
    const std::string written = "\"crc32\":\"" + seal + '"';
    const std::size_t at = header.find(written);
    if (seal.size() != 8 || at == std::string::npos) throw Error("unreadable checksum in '", file, "'");
    return header.replace(at + written.size() - 9, 8, unsealed);
}

}  // namespace

bool recognise(const std::string& path) {
    char begin[9];  // the header's size, then the header, a JSON object
    return path != "-" && Input(path).read(begin, sizeof begin) == sizeof begin && begin[8] == '{';
}

Contents read(const std::string& path, Seal seal) {
    Input in(path);
    const std::string start = in.take(sizeof(std::uint64_t));
    std::uint64_t length = 0;
    std::memcpy(&length, start.data(), sizeof length);
    if (length > longest_header)
        throw Error("not a safetensors file: '", in.name(), "': a header of ", length, " bytes");
    const std::string text = in.take(length);
    const Header header(text, in.name());
    if (in.regular() && in.left() != header.size)
        throw Error(in.left() < header.size ? "truncated '" : "bytes after the last tensor in '", in.name(),
                    "': header promises ", header.size, " bytes, ", in.left(), " found");

    const auto sealed = header.metadata.find("crc32");
    const bool check = sealed != header.metadata.end();
    if (!check && seal == Seal::required)
        throw Error("no checksum in '", in.name(), "': not a model of drift");
    uLong sum = crc(0, start);
    if (check) sum = crc(sum, without_seal(text, sealed->second, in.name()));
    Contents contents{header.metadata, {}};
    for (const Place& place : header.places) {
        const std::string bytes = in.take(place.end - place.begin);
        sum = crc(sum, bytes);
        Tensor& tensor = contents.tensors[place.name];
        tensor.shape = place.shape;
        tensor.values.resize(bytes.size() / sizeof(float));
        if (!bytes.empty()) std::memcpy(tensor.values.data(), bytes.data(), bytes.size());
    }
    char more;
    if (in.read(&more, 1) != 0) throw Error("bytes after the last tensor in '", in.name(), "'");
    if (check && seal_of(sum) != sealed->second)
        throw Error("damaged '", in.name(), "': checksum ", seal_of(sum), ", recorded ", sealed->second);
    return contents;
}

void write(const std::string& path, const Contents& contents) {
    Json json = Json::object();
    json[metadata_key] = contents.metadata;
    json[metadata_key]["format"] = "pt";
    json[metadata_key]["crc32"] = unsealed;
    std::uint64_t end = 0;
    for (const auto& [name, tensor] : contents.tensors) {
        assert(name != metadata_key && entries(tensor.shape) == tensor.values.size());
        const std::uint64_t begin = end;
        end += tensor.values.size() * sizeof(float);
        json[name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
    }
    std::string header = json.dump();
    header.append((64 - (sizeof(std::uint64_t) + header.size()) % 64) % 64,
                  ' ');  // the tensors begin at a multiple of 64

    const auto bytes = [](const Tensor& tensor) {
        return std::string_view(reinterpret_cast<const char*>(tensor.values.data()),
                                tensor.values.size() * sizeof(float));
    };
    uLong sum = crc(crc(0, length_bytes(header.size())), header);
    for (const auto& [name, tensor] : contents.tensors) sum = crc(sum, bytes(tensor));
    const std::string written = "\"crc32\":\"";
    header.replace(header.find(written) + written.size(), 8, seal_of(sum));

    Output out(path);
    out.refuse_terminal("a model");
    out.write(length_bytes(header.size()).data(), sizeof(std::uint64_t));
    out.write(header.data(), header.size());
    for (const auto& [name, tensor] : contents.tensors) out.write(bytes(tensor).data(), bytes(tensor).size());
    out.commit();
}

}  // namespace drift::io::safetensors
