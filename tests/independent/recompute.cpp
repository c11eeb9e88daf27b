// recompute PLAN_DIR [DATASETS_DIR [PART...]]: recomputes the numbers of a plan from its files and prints a line per check
// with the worst deviation. Exits 1 when any check fails, 2 when there is no such part. With the datasets the inputs are
// compared as well; ships on lanes are recomputed with them alone. Without parts everything is checked; what a part
// builds on is recomputed for it, but not checked.
//
// It shares no code with picket. What a number means is taken from docs/formats.md; the distance of two places is
// GeographicLib's, an area is GeographicLib's and that of a closed form.
#include "comers.hpp"

#include <filesystem>
#include <iostream>

namespace independent {

Folder::Folder(const std::string& plan_dir, const std::string& datasets_dir) : dir(plan_dir), datasets(datasets_dir) {
    plan = read_json(dir + "/plan.json");
    summary = read_json(dir + "/summary.json");
    scenario = plan.at("scenario");
    tolerance_m = scenario.at("tolerance_m");
    for (const auto& entry : std::filesystem::directory_iterator(dir))
        if (entry.path().extension() == ".geojson") layers[entry.path().stem().string()] = read_json(entry.path().string());
}

const Json& Folder::feature(const std::string& name, const std::string& id) const {
    for (const Json& f : features(name))
        if (f.at("id") == id) return f;
    throw std::runtime_error(name + ".geojson has no feature " + id);
}

const Json& Folder::record(const std::string& list, const std::string& id) const {
    for (const Json& r : scenario.at(list))
        if (r.at("id") == id) return r;
    throw std::runtime_error("plan.json has no " + id + " among its " + list);
}

std::string Folder::shipped_path(const std::string& layer_name) const {
    const Json& layer = scenario.at("layers").at(layer_name);
    if (layer.is_null() || datasets.empty()) return "";
    return datasets + "/" + std::filesystem::path(layer.at("file").get<std::string>()).filename().string();
}

bool Folder::has_shipped(const std::string& layer_name) const {
    const std::string path = shipped_path(layer_name);
    return path.ends_with(".geojson") && std::filesystem::exists(path);
}

const Json& Folder::shipped(const std::string& layer_name) const {
    const auto [at, fresh] = shipped_.try_emplace(layer_name);
    if (fresh) at->second = read_json(shipped_path(layer_name));
    return at->second;
}

void check_requirements(const Folder& f, Report& report) {
    const Json& got = f.summary.at("requirements");
    const Json& asked = f.scenario.at("requirements");
    report.equal("requirements: all judged", got.size(), asked.size(), "summary.json");
    for (std::size_t i = 0; i < std::min(got.size(), asked.size()); ++i) {
        const std::string key = asked[i].at("key");
        std::string pointer = "/" + key;
        std::replace(pointer.begin(), pointer.end(), '.', '/');
        const Json& number = f.summary.at(Json::json_pointer(pointer));
        if (number.is_null()) {
            report.that("requirements: missed where there is no number", got[i].at("got").is_null() && got[i].at("missed_by").is_null() && !got[i].at("met").get<bool>(), key);
            continue;
        }
        const double value = number.get<double>();
        const bool least = asked[i].contains("at_least");
        const double wanted = asked[i].at(least ? "at_least" : "at_most");
        const bool met = least ? value >= wanted : value <= wanted;
        report.equal("requirements: key", got[i].at("key"), key, key);
        report.add("requirements: got", std::abs(got[i].at("got").get<double>() - value), 0, key);
        report.add("requirements: wanted", std::abs(got[i].at("wanted").get<double>() - wanted), 1e-12, key);
        report.equal("requirements: met", got[i].at("met"), met, key);
        report.add("requirements: missed by",
                   std::abs(got[i].at("missed_by").get<double>() - (met ? 0 : std::abs(wanted - value))), 1e-6, key);
    }
}

namespace {

const std::vector<std::string> parts{"staffing", "rota",  "routes",  "ground",  "areas", "reach",       "force",
                                     "sites",    "zones", "placing", "answers", "patrols", "lanes", "requirements"};

void check(const Folder& f, const std::vector<std::string>& wanted, Report& report) {
    const auto asked = [&](const char* part) {
        return wanted.empty() || std::find(wanted.begin(), wanted.end(), part) != wanted.end();
    };
    Report unread;  // of what only others build on
    const Air air = air_of(f);
    const Flights flights(air, place_of(f.plan.at("frame").at("centre")), f.tolerance_m);
    const auto flown = check_staffing(f, flights, asked("staffing") ? report : unread);
    if (asked("rota")) check_rota(f, flown, report);
    if (asked("routes")) check_routes(f, flights, flown, report);
    if (asked("ground")) check_ground(f, air, report);
    if (asked("areas")) check_areas(f, report);
    if (asked("reach")) check_reach(f, flights, report);
    if (asked("force")) check_force(f, flights, flown, report);
    std::optional<Shipping> shipping;
    if (asked("patrols") || asked("lanes")) shipping.emplace(f, air.known());
    if (asked("patrols")) check_patrols(f, *shipping, report);
    if (asked("sites") || asked("lanes")) {
        const auto sites = check_sites(f, flown, asked("sites") ? report : unread);
        if (asked("lanes")) check_lanes(f, flights, flown, sites, *shipping, report);
    }
    if (asked("zones")) check_zones(f, flights, flown, report);
    if (asked("placing")) check_placing(f, flown, report);
    if (asked("answers")) check_zone_answers(f, flights, flown, report);
    if (asked("requirements")) check_requirements(f, report);
}

}  // namespace

}  // namespace independent

int main(int argc, char** argv) {
    using namespace independent;
    if (argc < 2) {
        std::cerr << "usage: recompute PLAN_DIR [DATASETS_DIR [PART...]]\n";
        return 2;
    }
    const std::vector<std::string> wanted(argv + std::min(argc, 3), argv + argc);
    for (const std::string& part : wanted)
        if (std::find(parts.begin(), parts.end(), part) == parts.end()) {
            std::cerr << "recompute: no such part: " << part << "\n";
            return 2;
        }
    Report report;
    try {
        check(Folder(argv[1], argc > 2 ? argv[2] : ""), wanted, report);
    } catch (const std::exception& e) {
        report.that("the folder can be read", false, e.what());
    }
    return report.print(std::cout) ? 0 : 1;
}
