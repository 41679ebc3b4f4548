// Errors: what a user can act upon, said in one line: what went wrong first, the subject in single quotes.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/rooms.hpp"

namespace drift {

/// The parts, printed one after another.
template <class... Parts>
std::string concat(const Parts&... parts) {
    std::ostringstream text;
    text.precision(9);
    (text << ... << parts);
    return text.str();
}

/// The work could not be done (exit status 1).
class Error : public std::runtime_error {
public:
    template <class... Parts>
    explicit Error(const Parts&... parts) : std::runtime_error(concat(parts...)) {}
};

/// The command line asks for something that does not exist (exit status 2).
class UsageError : public Error {
public:
    using Error::Error;
};

/// The numbers left the range of floating point (exit status 3).
class Diverged : public Error {
public:
    using Error::Error;
};

/// A figure that was required is not met (exit status 4).
class Unmet : public Error {
public:
    using Error::Error;
};

/// The known name nearest to a misspelt one: one that differs in two fifths of its letters at most, case apart, else
/// the first that begins with it or holds it; empty when none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& known);

/// `unknown solver 'dddim' (did you mean 'ddim'?); known: ddpm, ddim`. others: names that may be suggested, too.
std::string unknown(std::string_view what, std::string_view name, const std::vector<std::string>& known,
                    const std::vector<std::string>& others = {});

}  // namespace drift
