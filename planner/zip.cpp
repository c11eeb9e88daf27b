#include "planner/zip.hpp"

#include "geo/text.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace picket::planner {

namespace {

constexpr zip_uint16_t first_day = 1 << 5 | 1;  // MS-DOS: years from 1980, month, day

[[noreturn]] void fail(const char* why) { throw std::runtime_error(fmt::format("libzip cannot pack: {}", why)); }

struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, Close>;

void add(zip_t* archive, const std::string& name, const std::string& content) {
    Source source(zip_source_buffer(archive, content.data(), content.size(), 0));
    if (!source) fail(zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) fail(zip_strerror(archive));
    source.release();  // the archive's from here on
    if (zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, first_day, 0) != 0) fail(zip_strerror(archive));
}

std::string content_of(zip_source_t* packed) {
    if (zip_source_open(packed) != 0) fail(zip_error_strerror(zip_source_error(packed)));
    std::string content;
    char block[1 << 14];
    zip_int64_t got = 0;
    while ((got = zip_source_read(packed, block, sizeof block)) > 0) content.append(block, static_cast<std::size_t>(got));
    if (got < 0) fail(zip_error_strerror(zip_source_error(packed)));
    zip_source_close(packed);
    return content;
}

}  // namespace

std::string zipped(const std::vector<std::pair<std::string, std::string>>& files) {
    zip_error_t error;
    zip_error_init(&error);
    Source packed(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!packed) fail(zip_error_strerror(&error));
    std::unique_ptr<zip_t, Close> archive(zip_open_from_source(packed.get(), ZIP_TRUNCATE, &error));
    if (!archive) fail(zip_error_strerror(&error));
    zip_source_keep(packed.get());  // the archive has its own hold on it
    for (const auto& [name, content] : files) add(archive.get(), name, content);
    if (zip_close(archive.get()) != 0) fail(zip_strerror(archive.get()));
    archive.release();
    return content_of(packed.get());
}

}  // namespace picket::planner
