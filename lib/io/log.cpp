#include "io/log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "io/system.hpp"

namespace drift::io {

Log::Log(const std::string& path, std::optional<std::uint64_t> after)
    : name_(path == "-" ? "standard output" : path) {
    const int how = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | (after ? 0 : O_TRUNC);
    file_ = Descriptor(path == "-" ? ::dup(STDOUT_FILENO)
                                   : uninterrupted([&] { return ::open(path.c_str(), how, 0666); }));
    if (file_.number() < 0) throw Error("cannot write '", name_, "': ", reason());
    if (after) forget_behind(*after);
}

// Cuts a regular file before its first line that is of a later step, or none.
void Log::forget_behind(std::uint64_t step) {
    struct stat status {};
    if (::fstat(file_.number(), &status) != 0 || !S_ISREG(status.st_mode)) return;
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    const ssize_t size = uninterrupted([&] { return ::pread(file_.number(), text.data(), text.size(), 0); });
    if (size != status.st_size) throw Error("cannot read '", name_, "'");
    std::size_t kept = 0;
    for (std::size_t end; (end = text.find('\n', kept)) != std::string::npos; kept = end + 1) {
        const auto line = nlohmann::json::parse(text.begin() + static_cast<long>(kept),
                                                text.begin() + static_cast<long>(end), nullptr, false);
        if (!line.is_object() || !line.contains("step") || !line["step"].is_number_unsigned())
            throw Error("not a log of steps: '", name_, "'");
        if (line["step"].get<std::uint64_t>() > step) break;
    }
    if (uninterrupted([&] { return ::ftruncate(file_.number(), static_cast<off_t>(kept)); }) != 0)
        throw Error("cannot write '", name_, "': ", reason());
}

void Log::write(const LogLine& facts) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const auto& [name, fact] : facts)
        std::visit([&, &key = name](const auto& value) { object[key] = value; }, fact);
    const std::string line = object.dump() + '\n';
    for (std::size_t done = 0; done < line.size();) {
        const ssize_t count =
            uninterrupted([&] { return ::write(file_.number(), line.data() + done, line.size() - done); });
        if (count < 0) throw Error("cannot write '", name_, "': ", reason());
        done += static_cast<std::size_t>(count);
    }
}

}  // namespace drift::io
