#include "help.hpp"

#include <unistd.h>

#include "cli/tools.hpp"
#include "core/error.hpp"
#include "core/text.hpp"

namespace drift::tools {
namespace {

struct Page {
    std::string name, section;
};

std::vector<Page> pages() {
    std::vector<Page> all;
    for (const std::string& tool : cli::tool_names()) all.push_back({tool, "1"});
    for (const char* name : {"npy", "model"}) all.push_back({name, "5"});
    for (const char* name : {"solvers", "tutorial", "drift"}) all.push_back({name, "7"});
    return all;
}

Page page_named(std::string name) {
    if (folded(name).starts_with("drift") && name.size() > 6) name = name.substr(6);
    std::vector<std::string> known;
    for (const Page& page : pages()) {
        if (folded(page.name) == folded(name.empty() ? "drift" : name)) return page;
        known.push_back(page.name);
    }
    throw UsageError(unknown("page", name, known));
}

}  // namespace

void open_page(const std::filesystem::path& program, const std::string& name) {
    const Page page = page_named(name);
    const std::string file = (page.name == "drift" ? "drift." : "drift-" + page.name + ".") + page.section;
    const std::filesystem::path installed = program / DRIFT_MANDIR / ("man" + page.section) / file,
                                built = program / "../man" / file;
    for (const std::filesystem::path& path : {installed.lexically_normal(), built.lexically_normal()}) {
        if (!std::filesystem::exists(path)) continue;
        for (const char* viewer : {"man", "mandoc"})
            ::execlp(viewer, viewer, path.c_str(), static_cast<char*>(nullptr));
    }
}

}  // namespace drift::tools
