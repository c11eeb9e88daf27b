#include "planner/compare.hpp"

#include "geo/text.hpp"

namespace picket::planner {

using geo::Distance;
using geo::InputError;

namespace {

// A summary nests a handful of objects; what is deeper was not written by picket.
constexpr int deepest = 16;

// Requirements are a list: by their key and condition they are found again in another plan.
Json with_requirements_by_key(Json summary) {
    Json by_key = Json::object();
    for (const Json& r : summary.at("requirements"))
        by_key[r.at("key").get<std::string>() + "." + r.at("condition").get<std::string>()] = {
            {"wanted", r.at("wanted")}, {"got", r.at("got")}, {"met", r.at("met")}};
    summary["requirements"] = std::move(by_key);
    return summary;
}

const Json* member(const Json* object, const std::string& name) {
    return object && object->is_object() && object->contains(name) ? &object->at(name) : nullptr;
}

class Pairing {
  public:
    std::vector<KeyPair> take() { return std::move(pairs_); }

    // Either may be missing. What is an object in one plan and a value in the other is told as both.
    void add(const std::string& key, const Json* a, const Json* b, int depth = 0) {
        if (depth > deepest) throw InputError(fmt::format("{}: nested deeper than any summary of picket", key.substr(0, 80)));
        const auto leaf = [](const Json* json) { return json && !json->is_structured() ? std::optional<Json>(*json) : std::nullopt; };
        if (leaf(a) || leaf(b)) pairs_.push_back({key, leaf(a), leaf(b)});
        const std::string stem = key.empty() ? "" : key + ".";
        if (a && a->is_object())
            for (const auto& [name, value] : a->items()) add(stem + name, &value, member(b, name), depth + 1);
        if (b && b->is_object())
            for (const auto& [name, value] : b->items())
                if (!member(a, name)) add(stem + name, nullptr, &value, depth + 1);
    }

  private:
    std::vector<KeyPair> pairs_;
};

}  // namespace

FinishedPlan read_finished_plan(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw InputError(fmt::format("{}: no such folder; it must be the --out of picket plan", folder.string()));
    for (const char* const file : {"plan.json", "summary.json"})
        if (!std::filesystem::exists(folder / file)) throw InputError(fmt::format("{}: is not the folder of a plan (it has no {})", folder.string(), file));
    const Json plan = read_json(folder / "plan.json");
    Json summary = read_json(folder / "summary.json");
    try {
        if (const int version = plan.at("schema_version"); version != 1)
            throw InputError(fmt::format("{}: plan.json has schema_version {}; this picket reads 1", folder.string(), version));
        const Json& scenario = plan.at("scenario");
        const double tolerance_m = scenario.at("tolerance_m");
        if (!(tolerance_m >= 0.1 && tolerance_m <= 1000))
            throw InputError(fmt::format("{}: plan.json has a tolerance of {} m; picket's plans have 0.1 m to 1 km", folder.string(), tolerance_m));
        const Json& centre = plan.at("frame").at("centre");
        return {folder, scenario.at("name"), scenario.at("title"), with_requirements_by_key(std::move(summary)), Distance::metres(tolerance_m),
                geo::Position::lon_lat(centre.at(0).get<double>(), centre.at(1).get<double>())};
    } catch (const Json::exception& e) {
        throw InputError(fmt::format("{}: its plan.json and summary.json are not those of a plan of picket ({})", folder.string(), e.what()));
    }
}

std::optional<double> KeyPair::change() const {
    if (!a || !b || !a->is_number() || !b->is_number()) return std::nullopt;
    return decimals(b->get<double>() - a->get<double>(), 6);
}

std::vector<KeyPair> key_pairs(const FinishedPlan& a, const FinishedPlan& b) {
    Pairing pairing;
    pairing.add("", &a.summary, &b.summary);
    return pairing.take();
}

std::vector<KeyPair> under(std::vector<KeyPair> pairs, const std::string& prefix) {
    std::vector<std::string> known;
    std::vector<KeyPair> chosen;
    for (KeyPair& pair : pairs) {
        known.push_back(pair.key);
        // What stands for groups of keys is a name that one may mistype too.
        for (std::size_t dot = pair.key.find('.'); dot != std::string::npos; dot = pair.key.find('.', dot + 1)) known.push_back(pair.key.substr(0, dot));
        if (pair.key == prefix || pair.key.starts_with(prefix + ".")) chosen.push_back(std::move(pair));
    }
    if (chosen.empty())
        throw InputError(fmt::format("--key {}: neither plan has a number under it{}; the keys are those of summary.json, joined by dots", prefix,
                                     geo::did_you_mean(prefix, known)));
    return chosen;
}

}  // namespace picket::planner
