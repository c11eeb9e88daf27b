#include "planner/emit/xml.hpp"

namespace picket::planner {

std::string xml_escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\n': safe += "&#10;"; break;
            case '\t': safe += ' '; break;
            default:
                if (static_cast<unsigned char>(c) >= ' ') safe += c;
        }
    }
    return safe;
}

Xml& Xml::set(std::string_view name, std::string_view value) {
    attributes_.append(" ").append(name).append("=\"").append(xml_escaped(value)).append("\"");
    return *this;
}

Xml& Xml::add(const Xml& child) { return add_made(child.text()); }

Xml& Xml::add_made(std::string_view xml) {
    content_ += xml;
    return *this;
}

std::string Xml::text() const {
    if (content_.empty()) return "<" + tag_ + attributes_ + "/>\n";
    return "<" + tag_ + attributes_ + ">" + content_ + "</" + tag_ + ">\n";
}

}  // namespace picket::planner
