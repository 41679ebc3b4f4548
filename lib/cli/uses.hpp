// Options that only some of a tool's commands or metrics have a use for.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace CLI {
class Option;
}

namespace drift::cli {

class Uses {
public:
    /// users: names between blanks. Returns the option.
    CLI::Option* of(const std::string& users, CLI::Option* option);

    /// UsageError for an option that was given and that none of the names has a use for.
    void check(const std::vector<std::string>& names) const;

private:
    std::vector<std::pair<CLI::Option*, std::vector<std::string>>> uses_;
};

}  // namespace drift::cli
