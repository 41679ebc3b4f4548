#include "io/pair.hpp"

namespace drift::io::npy {

std::size_t row_count(const RowsPair& pair) { return drift::row_count(pair.first); }

RowsPair row_range(const RowsPair& pair, std::size_t begin, std::size_t count) {
    RowsPair part{drift::row_range(pair.first, begin, count), {}};
    if (drift::row_count(pair.second) > 0) part.second = drift::row_range(pair.second, begin, count);
    return part;
}

PairReader::PairReader(const std::string& first, const std::string& second) : first_(first) {
    if (!second.empty()) second_.emplace(second);
}

std::size_t PairReader::read(RowsPair& block, std::size_t most) {
    const std::size_t count = first_.read(block.first, most);
    if (second_) block.second = take(*second_, count);
    return count;
}

bool PairReader::next_array() {
    if (first_.next_array()) return true;
    if (second_) expect_end(*second_);
    return false;
}

PairWriter::PairWriter(std::size_t rows, const Target& first, const Target& second)
    : first_(first.path, first.type, rows, first.row_shape) {
    if (!second.path.empty()) second_.emplace(second.path, second.type, rows, second.row_shape);
}

void PairWriter::write(const RowsPair& rows) {
    first_.write(rows.first);
    if (second_) second_->write(rows.second);
}

void PairWriter::write(const std::vector<RowsPair>& pieces) {
    for (const RowsPair& rows : pieces) write(rows);
}

void PairWriter::next_array(std::size_t rows) {
    first_.next_array(rows);
    if (second_) second_->next_array(rows);
}

void PairWriter::close() {
    first_.close();
    if (second_) second_->close();
}

}  // namespace drift::io::npy
