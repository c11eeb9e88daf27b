#include "geo/file.hpp"

#include "geo/error.hpp"
#include "geo/text.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace picket::geo {

namespace fs = std::filesystem;

void fail_file(const std::filesystem::path& path, std::string_view what, int error) {
    throw InputError(fmt::format("{}: {}: {}; nothing was written", path.string(), what, std::strerror(error)));
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    if (!std::filesystem::is_regular_file(path)) throw InputError(fmt::format("{}: no such file", path.string()));
    if (!in) throw InputError(fmt::format("{}: cannot be read", path.string()));
    if (std::filesystem::file_size(path) > 0 && !(content << in.rdbuf())) throw InputError(fmt::format("{}: cannot be read", path.string()));
    return content.str();
}

void write_new_file(const std::filesystem::path& path, const std::string& content, const std::filesystem::path& shown) {
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) fail_file(shown, "cannot be made", errno);
    std::size_t written = 0;
    int error = 0;
    while (written < content.size() && !error) {
        const ssize_t n = write(fd, content.data() + written, content.size() - written);
        if (n >= 0)
            written += static_cast<std::size_t>(n);
        else if (errno != EINTR)
            error = errno;
    }
    if (!error && fsync(fd) != 0) error = errno;
    if (close(fd) != 0 && !error) error = errno;
    if (error) fail_file(shown, "cannot be written", error);
}

void require_writable_file(const fs::path& file, Existing existing) {
    if (file.empty()) throw InputError("the file to write has no name");
    std::error_code error;
    if (fs::is_directory(file, error)) throw InputError(fmt::format("{}: is a folder; name a file", file.string()));
    if (existing == Existing::refuse && fs::exists(fs::symlink_status(file, error)))
        throw InputError(fmt::format("{}: exists already; choose another name, or say --overwrite", file.string()));
    const fs::path folder = fs::absolute(file).parent_path();
    if (!fs::is_directory(folder, error)) fail_file(folder, "is not a folder", fs::exists(folder, error) ? ENOTDIR : ENOENT);
    if (access(folder.c_str(), W_OK | X_OK) != 0) fail_file(folder, "cannot be written", errno);
}

void write_file(const fs::path& file, const std::string& content, Existing existing) {
    require_writable_file(file, existing);
    // Beside it under a name of this process; what is left over carries a hidden name and harms nobody.
    const fs::path temporary = file.parent_path() / fmt::format(".{}.{}", file.filename().string(), getpid());
    std::error_code ignored;
    try {
        write_new_file(temporary, content, file);
        fs::rename(temporary, file);
    } catch (const fs::filesystem_error& e) {
        fs::remove(temporary, ignored);
        throw InputError(fmt::format("{}: cannot be put in place: {}", file.string(), e.code().message()));
    } catch (...) {
        fs::remove(temporary, ignored);
        throw;
    }
}

}  // namespace picket::geo
