#include "cli/uses.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "core/error.hpp"
#include "core/spec.hpp"
#include "core/text.hpp"

namespace drift::cli {

CLI::Option* Uses::of(const std::string& users, CLI::Option* option) {
    uses_.emplace_back(option, split(users, ' '));
    return option;
}

void Uses::check(const std::vector<std::string>& names) const {
    for (const auto& [option, users] : uses_)
        if (option->count() &&
            std::find_first_of(users.begin(), users.end(), names.begin(), names.end()) == users.end())
            throw UsageError("'", joined(names), "' has no use for '", option->get_name(), "'");
}

}  // namespace drift::cli
