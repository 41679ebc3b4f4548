// A registry's entries as JSON, for other programs.
#pragma once

#include <string>

#include "core/spec.hpp"

namespace drift::io {

/// A list of objects {name, help, source, settings: [{key, default, help, words, also}], also}, in the order of the
/// table; `also` of an entry lists the other names with what they mean, {name, means}.
std::string as_json(const EntryList& list);

}  // namespace drift::io
