// drift help: the manual's pages.
#pragma once

#include <filesystem>
#include <string>

namespace drift::tools {

/// Replaces this program by the viewer of a page: of a tool (`sample`), of `drift` itself (empty), or another of the
/// suite (`solvers`, `drift-npy`). program: the folder of the dispatcher. Returns when no viewer is installed or the
/// page is not; UsageError when the suite has no such page.
void open_page(const std::filesystem::path& program, const std::string& name);

}  // namespace drift::tools
