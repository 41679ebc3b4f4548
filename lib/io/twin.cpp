// The second array follows the first.
#include "io/twin.hpp"

namespace drift::npy {

TwinWriter::TwinWriter(std::size_t rows, const Target& first, const Target& second)
    : first_(first.path, first.type, rows, first.row_shape) {
    if (!second.path.empty()) second_.emplace(second.path, second.type, rows, second.row_shape);
}

void TwinWriter::write(const std::vector<Twins>& pieces) {
    for (const Twins& piece : pieces) {
        first_.write(piece.first);
        if (second_) second_->write(piece.second);
    }
}

void TwinWriter::next_array(std::size_t rows) {
    first_.next_array(rows);
    if (second_) second_->next_array(rows);
}

void TwinWriter::close() {
    first_.close();
    if (second_) second_->close();
}

}  // namespace drift::npy
