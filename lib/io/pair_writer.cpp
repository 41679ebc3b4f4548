// The second array follows the first.
#include "io/pair_writer.hpp"

namespace drift::io::npy {

PairWriter::PairWriter(std::size_t rows, const Target& first, const Target& second)
    : first_(first.path, first.type, rows, first.row_shape) {
    if (!second.path.empty()) second_.emplace(second.path, second.type, rows, second.row_shape);
}

void PairWriter::write(const std::vector<RowsPair>& pieces) {
    for (const RowsPair& piece : pieces) {
        first_.write(piece.first);
        if (second_) second_->write(piece.second);
    }
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
