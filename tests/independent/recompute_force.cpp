// The maps of the whole force: who can hold a place, who stays longest, who comes in time; by places drawn at random.
#include "comers.hpp"

#include <random>
#include <set>

namespace independent {

namespace {

struct Drawn {
    const Json* feature;
    Area area;
};

std::vector<Drawn> drawn(const Folder& f, const std::string& layer) {
    std::vector<Drawn> all;
    for (const Json& feature : f.features(layer)) all.push_back({&feature, Area(shape_of(feature.at("geometry")))});
    return all;
}

class Force {
  public:
    Force(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report)
        : f_(f), flights_(flights), comers_(f, flights, flown), report_(report), force_(drawn(f, "force")), best_(drawn(f, "best_bases")),
          arrival_(drawn(f, "arrival")) {
        for (const Json& fleet : f.scenario.at("fleets")) {
            if (f.aircraft_of(fleet).at("role") != "fighter") continue;
            fleets_.push_back(&fleet);
            dry_.emplace_back(f, flights, fleet, false);
            const std::string tanker = fleet.at("tanker");
            const bool drinks = !tanker.empty() && fleet.at("refuellings") > 0 && f.summary.at("stations").at(tanker).at("manned");
            wet_.emplace_back(f, flights, fleet, drinks);
            any_drinks_ = any_drinks_ || drinks;
        }
    }

    void check() {
        check_sums();
        std::mt19937_64 random(23);
        const Place centre = place_of(f_.plan.at("frame").at("centre"));
        for (int i = 0; i < 1500; ++i) {
            Place q;
            const double away = 1.6e6 * std::sqrt(std::uniform_real_distribution(0.0, 1.0)(random));
            wgs84().Direct(centre.lat, centre.lon, std::uniform_real_distribution(0.0, 360.0)(random), away, q.lat, q.lon);
            if (!flights_.air().free(q) || flights_.air().border_m(q, 2 * f_.tolerance_m) <= 2 * f_.tolerance_m) continue;
            const std::string where = std::to_string(q.lon) + "," + std::to_string(q.lat);
            check_holders(q, where);
            check_best(q, where);
            check_arrival(q, where);
        }
    }

  private:
    void check_sums() {
        for (const auto& [time, kinds] : f_.summary.at("force").items())
            for (const auto& [kind, sum] : kinds.items()) {
                double total = 0;
                std::map<std::string, double> by_fleets;
                for (const Drawn& d : force_) {
                    const Json& p = properties(*d.feature);
                    if (!d.feature->at("id").get<std::string>().starts_with(time + "-") || p.at("with_tankers") != (kind == "with_tankers")) continue;
                    total += p.at("area_km2").get<double>();
                    by_fleets[std::to_string(p.at("fleets").get<int>())] += p.at("area_km2").get<double>();
                }
                // Slivers that the emitted decimals cannot show are in the sum.
                report_.add("force: area, km2", std::abs(total - sum.at("area_km2").get<double>()), 0.05, time + " " + kind);
                for (const auto& [count, area] : sum.at("by_fleets_km2").items())
                    report_.add("force: area by number of fleets, km2", std::abs(by_fleets[count] - area.get<double>()), 0.05, time + " " + kind);
            }
        std::size_t wanted = f_.scenario.at("force").at("on_station_s").size();
        report_.equal("force: all times there", f_.summary.at("force").size(), fleets_.empty() ? 0 : wanted, "summary.json");
    }

    // As far as a place so near a border lets one tell; an order of calls may end at once, so the answer is asked for beside it too.
    std::set<std::string> holders(Place q, const std::vector<Stay>& stays, double t_s, bool& near) const {
        std::set<std::string> who;
        for (std::size_t i = 0; i < stays.size(); ++i) {
            const bool here = stays[i].seconds(q) >= t_s;
            if (here) who.insert(fleets_[i]->at("id"));
            if (std::abs(stays[i].seconds(q) - t_s) < 10) near = true;
        }
        return who;
    }

    void check_holders(Place q, const std::string& where) {
        for (const Json& seconds : f_.scenario.at("force").at("on_station_s"))
            for (const bool wet : {false, true}) {
                if (wet && !any_drinks_) continue;
                bool near = false;
                const std::set<std::string> who = holders(q, wet ? wet_ : dry_, seconds, near);
                if (near) continue;
                std::size_t found = 0;
                for (const Drawn& d : force_) {
                    const Json& p = properties(*d.feature);
                    if (std::abs(p.at("on_station_min").get<double>() * 60 - seconds.get<double>()) > 0.4 || p.at("with_tankers") != wet || !d.area.contains(q)) continue;
                    ++found;
                    double aircraft = 0;
                    std::string names;
                    for (const Json* fleet : fleets_)
                        if (who.contains(fleet->at("id"))) {
                            aircraft += fleet->at("count").get<double>();
                            names += (names.empty() ? "" : ", ") + fleet->at("id").get<std::string>();
                        }
                    report_.equal("force: who holds a place", Json{p.at("held_by"), p.at("fleets"), p.at("aircraft")}, Json{names, who.size(), aircraft}, where);
                }
                report_.equal("force: each place is drawn once", found, who.empty() ? 0 : 1, where);
            }
    }

    void check_best(Place q, const std::string& where) {
        double best_s = -HUGE_VAL;
        for (const Stay& stay : dry_) best_s = std::max(best_s, stay.seconds(q));
        if (std::abs(best_s) < 2) return;
        std::size_t found = 0;
        for (const Drawn& d : best_) {
            if (!d.area.contains(q)) continue;
            ++found;
            for (std::size_t i = 0; i < fleets_.size(); ++i)
                if (fleets_[i]->at("id") == properties(*d.feature).at("fleet"))
                    report_.add("best bases: behind the best by, s", best_s - dry_[i].seconds(q), 1, where);
        }
        report_.equal("best bases: each place is drawn once", found, best_s > 0 ? 1 : 0, where);
    }

    void check_arrival(Place q, const std::string& where) {
        const Comers::First first = comers_.first(q);
        for (const Drawn& d : arrival_) {
            const Json& p = properties(*d.feature);
            const double within_s = p.at("within_min").get<double>() * 60;
            const double s = p.at("kind") == "first" ? first.s : comers_.seconds(p.at("from"), q);
            if (std::abs(s - within_s) < 0.5) continue;
            report_.that("arrival: in time", d.area.contains(q) == (s < within_s), d.feature->at("id").get<std::string>() + " at " + where);
        }
    }

    const Folder& f_;
    const Flights& flights_;
    Comers comers_;
    Report& report_;
    std::vector<Drawn> force_, best_, arrival_;
    std::vector<const Json*> fleets_;
    std::vector<Stay> dry_, wet_;
    bool any_drinks_ = false;
};

}  // namespace

void check_force(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown, Report& report) {
    Force(f, flights, flown, report).check();
}

}  // namespace independent
