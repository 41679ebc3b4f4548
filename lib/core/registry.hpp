// Registries: everything that has a name (schedules, sets, solvers, ...), one table a kind. An entry says what
// it is and how it is made; it stands in the file that it describes and is listed in its kind's table.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/spec.hpp"

namespace drift {

/// An entry with its maker, a function of the parsed spec and of what else the kind needs.
template <class Make>
struct Registered {
    Entry entry;
    Make make;
};

/// All of one kind, in the order in which --help lists them.
template <class Make>
class Registry : public EntryList {
public:
    Registry(std::string of, std::vector<Registered<Make>> all, std::vector<Alias> known_as = {})
        : EntryList{std::move(of), {}, std::move(known_as)} {
        for (Registered<Make>& each : all) {
            entries.push_back(std::move(each.entry));
            makers_.push_back(std::move(each.make));
        }
    }

    /// The maker of a parsed spec's name.
    const Make& maker(const Spec& spec) const {
        return makers_[static_cast<std::size_t>(&find(spec.name()) - entries.data())];
    }

    /// What a spec's text names; UsageError when it reads otherwise than an entry's form.
    template <class... More>
    auto make(const std::string& text, More&&... more) const {
        const Spec spec(text, *this);
        return maker(spec)(spec, std::forward<More>(more)...);
    }

private:
    std::vector<Make> makers_;
};

}  // namespace drift
