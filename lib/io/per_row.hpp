// What belongs to each row of another array: its time, its class.
#pragma once

#include <string>

#include "core/array.hpp"

namespace drift::io::npy {

/// Error unless there is one number per row, a time from 0 to 1. name: the file, for messages.
void expect_times(const Rows& times, const std::string& name);

/// One class per row: whole numbers from 0.
Labels read_labels(const std::string& path);

/// The same as an array of int64.
void write_labels(const std::string& path, const Labels& labels);

}  // namespace drift::io::npy
