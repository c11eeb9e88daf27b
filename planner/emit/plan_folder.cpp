#include "planner/emit/plan_folder.hpp"

#include "geo/error.hpp"
#include "geo/file.hpp"
#include "geo/text.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>  // AT_FDCWD
#include <optional>
#include <set>
#include <stdio.h>  // renameat2
#include <unistd.h>

namespace picket::planner {

namespace fs = std::filesystem;
using geo::fail_file;
using geo::InputError;

namespace {

// Absolute, without a slash at its end, and through a link to what it points to.
fs::path located(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error)) return fs::canonical(folder);
    const fs::path whole = fs::absolute(folder).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

// A new folder that goes again, with all in it, unless it was released.
class TemporaryFolder {
  public:
    TemporaryFolder(const fs::path& parent, const std::string& name) {
        std::string pattern = (parent / fmt::format(".{}.XXXXXX", name)).string();
        if (!mkdtemp(pattern.data())) fail_file(parent, "cannot make a folder in it", errno);
        path_ = pattern;
        fs::permissions(path_, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                                   fs::perms::others_read | fs::perms::others_exec);
    }
    ~TemporaryFolder() {
        std::error_code ignored;  // a folder that is left over does no harm to the plan
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

// What picket wrote into the plan that stands there; nothing when it is no plan of picket.
std::optional<std::set<std::string>> files_of_plan(const fs::path& folder) {
    if (!fs::is_regular_file(folder / "plan.json")) return std::nullopt;
    try {
        const Json plan = read_json(folder / "plan.json");
        if (!plan.is_object() || !plan.contains("schema_version")) return std::nullopt;
        return plan.at("files").get<std::set<std::string>>();
    } catch (const InputError&) {
        return std::nullopt;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::set<std::string> required_plan(const fs::path& folder) {
    if (auto files = files_of_plan(folder)) return *files;
    throw InputError(fmt::format("{}: exists and is no plan of picket (its plan.json is missing or another program's); "
                                 "--overwrite replaces plans only",
                                 folder.string()));
}

// What the user put beside the old plan's files, by name.
std::vector<std::string> users_own(const fs::path& folder) {
    const std::set<std::string> ours = required_plan(folder);
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        std::string name = entry.path().filename().string();
        if (!ours.contains(name)) names.push_back(std::move(name));
    }
    return names;
}

// Makes the folder and those above it; what it made goes again unless it is kept.
class Parents {
  public:
    explicit Parents(const fs::path& folder) {
        for (fs::path p = folder; !fs::exists(p); p = p.parent_path()) made_.push_back(p);
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) fail_file(folder, "cannot be made", error.value());
    }
    ~Parents() {
        std::error_code ignored;  // not empty: somebody else uses it by now
        for (const fs::path& p : made_)
            if (!kept_) fs::remove(p, ignored);
    }
    Parents(const Parents&) = delete;
    Parents& operator=(const Parents&) = delete;
    void keep() { kept_ = true; }

  private:
    std::vector<fs::path> made_;  // the deepest first
    bool kept_ = false;
};

}  // namespace

void require_writable(const fs::path& folder, Existing existing) {
    if (folder.empty()) throw InputError("--out: the folder for the plan has no name");
    std::error_code error;
    if (fs::exists(fs::symlink_status(folder, error))) {
        if (existing == Existing::refuse)
            throw InputError(fmt::format("{}: exists already; choose another --out, or say --overwrite",
                                         folder.string()));
        required_plan(folder);
    }
    fs::path parent = located(folder).parent_path();
    while (!fs::exists(parent, error) && parent.has_relative_path()) parent = parent.parent_path();
    if (!fs::is_directory(parent, error)) fail_file(parent, "is not a folder", ENOTDIR);
    if (access(parent.c_str(), W_OK | X_OK) != 0) fail_file(parent, "cannot be written", errno);
}

void write_folder(const fs::path& folder, const std::vector<OutputFile>& files, Existing existing) {
    require_writable(folder, existing);
    const fs::path target = located(folder);
    const bool replace = fs::exists(target);
    const std::vector<std::string> own = replace ? users_own(target) : std::vector<std::string>{};
    for (const OutputFile& file : files)
        if (std::find(own.begin(), own.end(), file.name) != own.end())
            throw InputError(fmt::format("{}: is not picket's, but a layer of the plan has its name; move it away first",
                                         (target / file.name).string()));
    Parents parents(target.parent_path());
    const TemporaryFolder fresh(target.parent_path(), target.filename().string());
    for (const OutputFile& file : files) geo::write_new_file(fresh.path() / file.name, file.content, target / file.name);
    const unsigned how = replace ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (renameat2(AT_FDCWD, fresh.path().c_str(), AT_FDCWD, target.c_str(), how) != 0)
        fail_file(target, "cannot be put in place", errno);
    parents.keep();
    // What was the target is now the temporary folder; a rename within one file system loses nothing on the way.
    for (const std::string& name : own) fs::rename(fresh.path() / name, target / name);
}

}  // namespace picket::planner
