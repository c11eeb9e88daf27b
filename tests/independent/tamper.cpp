// tamper PLAN_DIR COPY FILE POINTER CHANGE: a copy of a plan's folder with one value changed, to show that the checks can
// fail. POINTER is a JSON pointer; CHANGE is a JSON value, or a number after "by:" that is added, or "drop". A '*' after
// "coordinates" stands for the first line in them. For a file that is not JSON POINTER is a text and CHANGE what takes its
// first place.
#include "shapes.hpp"

#include <filesystem>
#include <iostream>

int main(int argc, char** argv) {
    using independent::Json;
    namespace fs = std::filesystem;
    if (argc != 6) {
        std::cerr << "usage: tamper PLAN_DIR COPY FILE POINTER CHANGE\n";
        return 2;
    }
    const fs::path copy = argv[2];
    const std::string file = (copy / argv[3]).string(), change = argv[5];
    std::string place = argv[4];
    try {
        fs::remove_all(copy);
        fs::copy(argv[1], copy);
        std::string text = independent::read_text(file);
        if (!file.ends_with("json")) {
            const auto at = text.find(place);
            if (at == std::string::npos) throw std::runtime_error("no such text: " + place);
            text.replace(at, place.size(), change);
        } else {
            auto json = nlohmann::ordered_json::parse(text);
            if (const auto star = place.find("/*"); star != std::string::npos) {
                // Down to the first line: its first element is a position, an array of numbers.
                std::string line = place.substr(0, star);
                while (!json.at(nlohmann::ordered_json::json_pointer(line)).at(0).at(0).is_number()) line += "/0";
                place = line + place.substr(star + 2);
            }
            const nlohmann::ordered_json::json_pointer pointer(place);
            auto& value = json.at(pointer);
            if (change == "drop") {
                auto& parent = json.at(pointer.parent_pointer());
                if (parent.is_array())
                    parent.erase(std::stoul(pointer.back()));
                else
                    parent.erase(pointer.back());
            } else if (change.starts_with("by:")) {
                value = value.get<double>() + std::stod(change.substr(3));
            } else {
                value = nlohmann::ordered_json::parse(change);
            }
            text = json.dump();
        }
        std::ofstream(file, std::ios::binary) << text;
    } catch (const std::exception& e) {
        std::cerr << "tamper: " << e.what() << '\n';
        return 2;
    }
    return 0;
}
