// XML by parts: elements with attributes in the order in which they were set, so that the same parts make the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace picket::planner {

// As XML 1.0 wants text and attributes; characters that it cannot hold are left out.
std::string xml_escaped(std::string_view text);

class Xml {
  public:
    explicit Xml(std::string tag) : tag_(std::move(tag)) {}
    Xml(std::string tag, std::string_view text) : tag_(std::move(tag)), content_(xml_escaped(text)) {}

    Xml& set(std::string_view name, std::string_view value);
    Xml& add(const Xml& child);
    // What is XML already.
    Xml& add_made(std::string_view xml);

    std::string text() const;

  private:
    std::string tag_, attributes_, content_;
};

}  // namespace picket::planner
