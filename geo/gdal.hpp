// What the layer files share of GDAL. Nobody else includes this.
#pragma once

#include "geo/layer.hpp"

#include <cpl_error.h>
#include <ogrsf_frmts.h>

#include <string>

namespace picket::geo {

// Registers the drivers, once.
void start_gdal();

// GDAL prints nothing while this lives; it keeps the last message for an error of our own.
class QuietErrors {
  public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;

    bool failed() const { return failed_; }
    // The last message behind the prefix, in one line, or "" when there was none.
    std::string message(const std::string& prefix) const { return last_.empty() ? "" : prefix + last_; }

  private:
    static void CPL_STDCALL take(CPLErr level, CPLErrorNum, const char* text);
    std::string last_;
    bool failed_ = false;
};

// Makes the layer in the dataset and writes its features; `options` are those of the driver for a layer, `styles` how each
// feature looks, in OGR's own language. The dataset is still to be closed, which may fail too.
void write_to(GDALDataset& data, const Layer& layer, const std::vector<Field>& fields, GeometryType type,
              OGRSpatialReference* system, char** options, const QuietErrors& quiet, const std::vector<std::string>& styles = {});

[[noreturn]] void fail_to_write(const Layer& layer, const QuietErrors& quiet);

// The bytes of a file under /vsimem/, which is gone then.
std::string taken_from_memory(const std::string& path);

}  // namespace picket::geo
