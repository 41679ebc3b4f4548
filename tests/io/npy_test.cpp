// .npy files: what is read, what is refused, and what is written.
#include "io/npy.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <fstream>

#include "core/error.hpp"
#include "core/random.hpp"
#include "distance.hpp"
#include "io/scratch.hpp"

using namespace drift::all;

TEST_CASE("every file of the malformed set is read or refused as its manifest says") {
    const std::string folder = DRIFT_TESTS "/reference/malformed/npy/";
    std::ifstream manifest(folder + "manifest.tsv");
    std::string file, type, verdict;
    int good = 0, bad = 0;
    while (manifest >> file >> type >> verdict) {
        CAPTURE(file);
        for (const bool piped : {false, true}) {
            if (piped && file.starts_with("025_")) continue;  // bytes after the array: of a regular file only
            const Pipe pipe(piped ? contents(folder + file) : "");
            const std::string path = piped ? pipe.path() : folder + file;
            if (verdict == "good") {
                CHECK_NOTHROW(npy::read_rows(path));
            } else {
                const std::string said = message([&] { npy::read_rows(path); });
                CHECK(said.find("'" + path + "'") != std::string::npos);
                CHECK(said.find('\n') == std::string::npos);
            }
        }
        verdict == "good" ? ++good : ++bad;
    }
    CHECK(good == 25);
    CHECK(bad == 80);
}

TEST_CASE("the good files of the malformed set hold 0 to 11") {
    const std::string folder = DRIFT_TESTS "/reference/malformed/npy/";
    Rows expected = zeros(3, 4);
    for (std::size_t i = 0; i < 12; ++i) expected.data()[i] = static_cast<double>(i);
    for (const char* file : {"001_valid_2d", "005_valid_fortran", "006_valid_v2",
                             "014_valid_key_order_shape_first", "016_valid_big_endian", "019_valid_py2_long",
                             "023_valid_f8_when_f4_wanted", "024_valid_f2", "025_valid_trailing_bytes"}) {
        CAPTURE(file);
        CHECK(distance(npy::read_rows(folder + file + ".npy"), expected) == 0);
    }
    Shape row_shape{9};
    CHECK(distance(npy::read_rows(folder + "002_valid_0d.npy", &row_shape), Rows{{7}}) == 0);
    CHECK(row_shape.empty());
    const Rows joined = npy::read_rows(folder + "018_valid_concatenated.npy");
    REQUIRE(row_count(joined) == 6);
    CHECK(joined(5, 3) == 111);
}

TEST_CASE("a header is the header of numpy.save") {
    // numpy.lib.format of NumPy 1.24.2
    const auto recorded = [](const std::string& dict, std::size_t whole) {
        std::string text = std::string("\x93NUMPY\x01\0", 8) + static_cast<char>((whole - 10) & 255) +
                           static_cast<char>((whole - 10) >> 8) + dict;
        return text + std::string(whole - 1 - text.size(), ' ') + '\n';
    };
    using npy::Type;
    CHECK(npy::header_bytes(Type::f4, {3, 4}) ==
          recorded("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }", 128));
    CHECK(npy::header_bytes(Type::f8, {}) ==
          recorded("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", 128));
    CHECK(npy::header_bytes(Type::i8, {1797}) ==
          recorded("{'descr': '<i8', 'fortran_order': False, 'shape': (1797,), }", 128));
    CHECK(npy::header_bytes(Type::u1, {0, 5}) ==
          recorded("{'descr': '|u1', 'fortran_order': False, 'shape': (0, 5), }", 128));
    CHECK(
        npy::header_bytes(Type::i4, {19, 956141894563, 9903091425, 851507750235, 591, 9296871, 533075578,
                                     61428, 9844217, 40692750897, 59543, 72}) ==  // just full: 64 bytes more
        recorded(
            "{'descr': '<i4', 'fortran_order': False, 'shape': (19, 956141894563, 9903091425, 851507750235, "
            "591, 9296871, 533075578, 61428, 9844217, 40692750897, 59543, 72), }",
            256));
}

TEST_CASE("rows of every type, byte order and array order are read as what they are") {
    const Folder folder;
    const double values[6] = {0, 1, 1, 0, 1, 0};
    struct Kind {
        const char* code;
        const char* one;  // the bytes of 1, little-endian
    };
    for (const Kind kind :
         {Kind{"f2", "\x00\x3c"}, Kind{"f4", "\x00\x00\x80\x3f"},
          Kind{"f8", "\x00\x00\x00\x00\x00\x00\xf0\x3f"}, Kind{"i1", "\1"}, Kind{"i2", "\1\0"},
          Kind{"i4", "\1\0\0\0"}, Kind{"i8", "\1\0\0\0\0\0\0\0"}, Kind{"u1", "\1"}, Kind{"u2", "\1\0"},
          Kind{"u4", "\1\0\0\0"}, Kind{"u8", "\1\0\0\0\0\0\0\0"}, Kind{"b1", "\1"}})
        for (const char order : {'<', '>'})
            for (const bool fortran : {false, true}) {
                CAPTURE(kind.code);
                CAPTURE(order);
                CAPTURE(fortran);
                std::string dict =
                    concat("{'descr': '", order, kind.code,
                           "', 'fortran_order': ", fortran ? "True" : "False", ", 'shape': (2, 3)}\n");
                std::string bytes =
                    std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(dict.size()) + '\0' + dict;
                const std::size_t size = static_cast<std::size_t>(kind.code[1] - '0');
                for (std::size_t i = 0; i < 6; ++i) {
                    std::string number =
                        values[i] != 0 ? std::string(kind.one, size) : std::string(size, '\0');
                    if (order == '>') number.assign(number.rbegin(), number.rend());
                    bytes += number;
                }
                write(folder / "x.npy", bytes);
                const Rows expected = fortran ? Rows{{0, 1, 1}, {1, 0, 0}} : Rows{{0, 1, 1}, {0, 1, 0}};
                CHECK(distance(npy::read_rows(folder / "x.npy"), expected) == 0);
                const npy::Singles singles = npy::read_singles(folder / "x.npy");
                REQUIRE(singles.values.size() == 6);
                for (std::size_t i = 0; i < 6;
                     ++i)  // to the last digit: the numbers are 0 and 1, their mean 1/2
                    CHECK(singles.values[i] + (singles.origin.empty() ? 0 : singles.origin[i % 3]) ==
                          expected.data()[i]);
            }
}

TEST_CASE("half precision has its subnormal, largest, infinite and undefined numbers") {
    const Folder folder;
    const std::string halves("\x01\x00\xff\x7b\x00\xfc\x00\x7e\x55\xb5", 10);
    std::string bytes = npy::header_bytes(npy::Type::i2, {5});
    bytes.replace(bytes.find("<i2"), 3, "<f2");
    write(folder / "x.npy", bytes + halves);
    const Rows x = npy::read_rows(folder / "x.npy");
    CHECK(x(0, 0) == std::ldexp(1.0, -24));
    CHECK(x(1, 0) == 65504);
    CHECK(x(2, 0) == -HUGE_VAL);
    CHECK(std::isnan(x(3, 0)));
    CHECK(x(4, 0) == -0.333251953125);
}

TEST_CASE("an array of three axes in fortran order comes out in c order") {
    const Folder folder;
    std::string bytes = npy::header_bytes(npy::Type::u1, {2, 3, 4});
    bytes.replace(bytes.find("False"), 5, "True ");
    for (std::size_t k = 0; k < 4; ++k)  // the first index runs fastest
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t i = 0; i < 2; ++i) bytes += static_cast<char>(100 * i + 10 * j + k);
    write(folder / "x.npy", bytes);
    npy::Reader in(folder / "x.npy");
    Rows row;
    for (std::size_t i = 0; i < 2; ++i) {
        REQUIRE(in.read(row, 1) == 1);
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 4; ++k)
                CHECK(row(0, 4 * j + k) == static_cast<double>(100 * i + 10 * j + k));
    }
    CHECK(in.left() == 0);

    write(folder / "x.npy", bytes + bytes);
    const std::vector<float> floats = npy::read_singles(folder / "x.npy").values;
    REQUIRE(floats.size() == 48);
    for (std::size_t n = 0; n < 48; ++n)
        CHECK(floats[n] == static_cast<float>(100 * (n / 12 % 2) + 10 * (n / 4 % 3) + n % 4));
}

TEST_CASE("what is written is read again, rounded to its type") {
    const Folder folder;
    Rows x = zeros(70001, 3);  // more than one piece
    for (std::size_t i = 0; i < x.size(); ++i) x.data()[i] = std::sin(static_cast<double>(i));
    for (const npy::Type type : {npy::Type::f8, npy::Type::f4}) {
        npy::write_rows(folder / "x.npy", x, type, {3, 1});
        Shape row_shape;
        const Rows y = npy::read_rows(folder / "x.npy", &row_shape);
        CHECK(row_shape == Shape{3, 1});
        CHECK(distance(x, y) <=
              (type == npy::Type::f8 ? 0 : 0x1p-25));  // half a unit in the last place below 1
        const Pipe pipe(contents(folder / "x.npy"));
        CHECK(distance(npy::read_rows(pipe.path()), y) == 0);
    }
    npy::write_labels(folder / "c.npy", {0, 7, 2147483647});
    CHECK(npy::read_labels(folder / "c.npy") == Labels{0, 7, 2147483647});
}

TEST_CASE("an integer type takes whole numbers of its range only") {
    const Folder folder;
    npy::write_rows(folder / "x.npy", Rows{{0, 255}}, npy::Type::u1, {2});
    CHECK(distance(npy::read_rows(folder / "x.npy"), Rows{{0, 255}}) == 0);
    for (const double number : {-1.0, 256.0, 0.5, std::nan("")})
        CHECK_THROWS_AS(npy::write_rows(folder / "x.npy", Rows{{0, number}}, npy::Type::u1, {2}), Error);
    CHECK_THROWS_AS(npy::write_rows(folder / "x.npy", Rows{{0x1p63}}, npy::Type::i8, {}), Error);
    CHECK(contents(folder / "x.npy").size() == 130);  // the first one still stands
}

TEST_CASE("labels are whole numbers from 0, one per row") {
    const Folder folder;
    npy::write_rows(folder / "x.npy", Rows{{0}, {-1}}, npy::Type::i4, {});
    CHECK(message([&] { npy::read_labels(folder / "x.npy"); }) ==
          "not a label in '" + folder / "x.npy" + "', row 1: -1");
    npy::write_rows(folder / "x.npy", Rows{{0}, {1}}, npy::Type::f4, {});
    CHECK_THROWS_AS(npy::read_labels(folder / "x.npy"), Error);
    npy::write_rows(folder / "x.npy", Rows{{0, 1}}, npy::Type::i4, {2});
    CHECK_THROWS_AS(npy::read_labels(folder / "x.npy"), Error);
}

TEST_CASE("shards that cat joins are one array of rows, and the reader shows where each ends") {
    const Folder folder;
    std::string joined;
    for (const std::size_t rows : {2, 0, 3, 1}) {
        Rows shard = zeros(rows, 2);
        for (std::size_t i = 0; i < shard.size(); ++i)
            shard.data()[i] = static_cast<double>(joined.size() + i);
        npy::write_rows(folder / "shard.npy", shard, npy::Type::f8, {2});
        joined += contents(folder / "shard.npy");
    }
    write(folder / "all.npy", joined);
    const Pipe pipe(joined);
    const Rows all = npy::read_rows(folder / "all.npy");
    CHECK(row_count(all) == 6);
    CHECK(distance(all, npy::read_rows(pipe.path())) == 0);
    CHECK(npy::read_singles(folder / "all.npy").values.size() == 12);

    npy::Reader in(folder / "all.npy");
    npy::Writer out(folder / "copy.npy", in.type(), in.rows(), in.row_shape());
    Rows block;
    std::vector<std::size_t> sizes;
    while (true) {
        sizes.push_back(in.rows());
        while (in.read(block, 2) > 0) out.write(block);
        if (!in.next_array()) break;
        out.next_array(in.rows());
    }
    out.close();
    CHECK(sizes == std::vector<std::size_t>{2, 0, 3, 1});
    CHECK(contents(folder / "copy.npy") == joined);

    npy::Reader skipping(folder / "all.npy");  // rows that nobody read are passed over
    REQUIRE(skipping.next_array());
    REQUIRE(skipping.next_array());
    skipping.read(block, 1);
    CHECK(block(0, 0) == all(2, 0));

    npy::write_rows(folder / "shard.npy", zeros(1, 3), npy::Type::f8, {3});
    write(folder / "all.npy", joined + contents(folder / "shard.npy"));
    CHECK(message([&] { npy::read_rows(folder / "all.npy"); }) ==
          "arrays of different rows in '" + folder / "all.npy" + "': float64 (2,), then float64 (3,)");
    npy::write_rows(folder / "shard.npy", zeros(1, 2), npy::Type::f4, {2});
    write(folder / "all.npy", joined + contents(folder / "shard.npy"));
    CHECK_THROWS_AS(npy::read_rows(folder / "all.npy"), Error);
}

TEST_CASE("an array cut anywhere is truncated, in a file and in a pipe") {
    const Folder folder;
    npy::write_rows(folder / "x.npy", Rows{{1, 2}, {3, 4}}, npy::Type::f8, {2});
    const std::string whole = contents(folder / "x.npy");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        write(folder / "cut.npy", whole.substr(0, size));
        CHECK_THROWS_AS(npy::read_rows(folder / "cut.npy"), Error);
        const Pipe pipe(whole.substr(0, size));
        CHECK_THROWS_AS(npy::read_rows(pipe.path()), Error);
        if (size == 0) continue;
        write(folder / "cut.npy", whole + whole.substr(0, size));  // the second of two
        CHECK_THROWS_AS(npy::read_rows(folder / "cut.npy"), Error);
    }
    write(folder / "cut.npy", whole.substr(0, 150));
    CHECK(message([&] { npy::read_rows(folder / "cut.npy"); }) ==
          "truncated '" + folder / "cut.npy" + "': header promises 32 bytes, 22 found");
}

TEST_CASE("bytes after an array are ignored in a regular file and refused in a pipe") {
    const Folder folder;
    npy::write_rows(folder / "x.npy", Rows{{1, 2}}, npy::Type::f8, {2});
    const std::string bytes = contents(folder / "x.npy") + "more bytes";
    write(folder / "x.npy", bytes);
    CHECK(row_count(npy::read_rows(folder / "x.npy")) == 1);
    const Pipe pipe(bytes);
    CHECK_THROWS_AS(npy::read_rows(pipe.path()), Error);
}

TEST_CASE("a pipe that claims 2^60 bytes is refused for what it holds, with little memory") {
    const Pipe pipe(npy::header_bytes(npy::Type::f4, {std::size_t{1} << 29, std::size_t{1} << 29}) +
                    "few bytes");
    CHECK_THROWS_AS(npy::read_rows(pipe.path()), Error);
}

TEST_CASE("a header has at most 10000 bytes and a row at least one number") {
    const Folder folder;
    const auto file = [](std::string dict, std::size_t length) {
        dict.resize(length - 1, ' ');
        return std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(length & 255) +
               static_cast<char>(length >> 8) + dict + '\n';
    };
    const std::string none = "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 5)}";
    write(folder / "x.npy", file(none, 10000));
    CHECK(npy::read_rows(folder / "x.npy").size() == 0);
    write(folder / "x.npy", file(none, 10001));
    CHECK(message([&] { npy::read_rows(folder / "x.npy"); }) ==
          "header too long in '" + folder / "x.npy" + "': 10001 bytes, at most 10000");
    write(folder / "x.npy", file("{'descr': '<f4', 'fortran_order': False, 'shape': (5, 0)}", 118));
    CHECK(message([&] { npy::read_rows(folder / "x.npy"); }) ==
          "rows without numbers in '" + folder / "x.npy" + "': (5, 0)");
}

TEST_CASE("a finite number that single precision has not is an error with its row, read and written") {
    const Folder folder;
    const Rows x{{1, 2}, {3, 4}, {5, -1e300}};
    CHECK(message([&] { npy::write_rows(folder / "x.npy", x, npy::Type::f4, {2}); }) ==
          "cannot write '" + folder / "x.npy" +
              "': row 2 holds -1e+300, too large for single precision: write it with --dtype float64");
    npy::write_rows(folder / "x.npy", x, npy::Type::f8, {2});
    const std::string said =
        "too large for single precision in '" + folder / "x.npy" + "': row 2 holds -1e+300";
    CHECK(message([&] { npy::read_singles(folder / "x.npy"); }) == said);
    std::vector<float> values;
    CHECK(message([&] { npy::Reader(folder / "x.npy").read(values, 3); }) == said);
    std::string columns = contents(folder / "x.npy");
    columns.replace(columns.find("False"), 5, "True ");
    write(folder / "y.npy", columns);  // its columns are 1 2 3 and 4 5 -1e300
    CHECK(message([&] { npy::read_singles(folder / "y.npy"); }).ends_with("row 2 holds -1e+300"));
    const Real infinity = std::numeric_limits<Real>::infinity();
    CHECK_NOTHROW(npy::write_rows(folder / "z.npy", Rows{{infinity}}, npy::Type::f4, {1}));
}

// What is left of x less an origin near it is rounded once: by 2^-24 of the distance.
TEST_CASE("an offset does not cost the digits of a double") {
    const Folder folder;
    Rows x = Random(3, "offset").normal_rows(0, 1000, 2);
    const Rows small = x;
    for (std::size_t i = 0; i < 1000; ++i) x(i, 0) += 1e8, x(i, 1) -= 3e11;
    npy::write_rows(folder / "x.npy", x, npy::Type::f8, {2});
    std::string bytes = npy::header_bytes(npy::Type::f8, {1000, 2});
    bytes.replace(bytes.find("False"), 5, "True ");
    for (std::size_t j = 0; j < 2; ++j)
        for (std::size_t i = 0; i < 1000; ++i) {
            const double value = x(i, j);
            bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
        }
    write(folder / "columns.npy", bytes);
    const npy::Singles rows = npy::read_singles(folder / "x.npy"),
                       columns = npy::read_singles(folder / "columns.npy");
    REQUIRE(rows.origin.size() == 2);
    CHECK(rows.type == npy::Type::f8);
    for (std::size_t i = 0; i < x.size(); ++i)
        CHECK(std::abs(rows.origin[i % 2] + static_cast<double>(rows.values[i]) - x.data()[i]) <
              0x1p-24 * 5 + 0x1p-53 * std::abs(x.data()[i]));
    CHECK(rows.values == columns.values);
    CHECK(rows.origin == columns.origin);
    const Pipe pipe(contents(folder / "x.npy"));
    CHECK(npy::read_singles(pipe.path()).values == rows.values);
    npy::write_rows(folder / "f4.npy", small, npy::Type::f4, {2});
    CHECK(npy::read_singles(folder / "f4.npy").origin.empty());
}

TEST_CASE("rows are handed on as the bytes of the file, in either byte order, turned to c order") {
    const Folder folder;
    std::string bytes = npy::header_bytes(npy::Type::i8, {2, 3}, true);
    CHECK(bytes.find("'>i8'") != bytes.npos);
    std::string numbers;
    for (int i = 0; i < 48; ++i) numbers += static_cast<char>(7 * i);
    write(folder / "x.npy", bytes + numbers);
    npy::Reader in(folder / "x.npy");
    std::vector<char> block;
    REQUIRE(in.read(block, 9) == 2);
    CHECK(std::string(block.begin(), block.end()) == numbers);
    npy::Writer out(folder / "copy.npy", in.type(), 2, in.row_shape(), in.swapped());
    out.write(block);
    out.close();
    CHECK(contents(folder / "copy.npy") == contents(folder / "x.npy"));
    bytes.replace(bytes.find("False"), 5, "True ");
    write(folder / "x.npy", bytes + numbers);
    npy::Reader columns(folder / "x.npy");
    REQUIRE(columns.read(block, 1) == 1);
    CHECK(std::string(block.begin(), block.end()) ==
          numbers.substr(0, 8) + numbers.substr(16, 8) + numbers.substr(32, 8));
}

TEST_CASE("a number of a file as text is exact, an integer in all its digits") {
    const auto text = [](npy::Type type, auto number) {
        std::string words;
        npy::append_text(type, false, reinterpret_cast<const char*>(&number), words);
        return words;
    };
    CHECK(text(npy::Type::i8, std::int64_t{9007199254740993}) == "9007199254740993");
    CHECK(text(npy::Type::i8, std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(text(npy::Type::u8, std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(text(npy::Type::i4, std::int32_t{100000}) == "100000");
    CHECK(text(npy::Type::i1, std::int8_t{-7}) == "-7");
    CHECK(text(npy::Type::u1, std::uint8_t{65}) == "65");
    CHECK(text(npy::Type::b1, std::uint8_t{1}) == "1");
    CHECK(text(npy::Type::f4, 0.1F) == "0.1");
    CHECK(text(npy::Type::f8, 0.1) == "0.1");
    CHECK(text(npy::Type::f2, std::uint16_t{0xb555}) == "-0.33325195");
}
