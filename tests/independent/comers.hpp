// Who comes first, by air or by sea.
#pragma once

#include "folder.hpp"

namespace independent {

struct Comer {
    std::string name;
    const Ways* ways;
    double delay_s, speed;
};

class Comers {
  public:
    // Manned stations of fighters, from the worst point of their racetracks, and fighters on alert.
    Comers(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown) : flights_(flights) {
        for (const Json& s : f.scenario.at("stations")) {
            const Json& a = f.aircraft_of(f.record("fleets", s.at("fleet")));
            if (a.at("role") != "fighter" || !flown.at(s.at("id")).manned) continue;
            const double dash = figure(a, "dash_speed_mps");
            all_.push_back({s.at("id"), &flights.from(place_of(s.at("at"))), s.at("track_m").get<double>() / 2 / dash, dash});
        }
        for (const Json& fleet : f.scenario.at("fleets")) {
            const Json& a = f.aircraft_of(fleet);
            if (a.at("role") != "fighter" || fleet.at("alert").get<int>() == 0) continue;
            all_.push_back({"alert-" + fleet.at("id").get<std::string>(), &flights.from(base_of(f, fleet)),
                            figure(a, "readiness_s"), figure(a, "dash_speed_mps")});
        }
    }

    // Ships, from where each may be farthest off: from her place, or over half her part of a patrol, or from the edge of her box.
    static Comers ships(const Folder& f, const Flights& voyages) {
        Comers comers(voyages);
        for (const Json& post : f.features("vessels")) {
            const Json& v = f.record("vessels", properties(post).at("vessel"));
            const Json& type = f.type("vessels", v.at("type"));
            const Place at = place_of(v.at("at").is_null() ? post.at("geometry").at("coordinates") : v.at("at"));
            const double dash = figure(type, "dash_speed_mps");
            comers.all_.push_back({post.at("id"), &voyages.from(at),
                                   figure(type, "readiness_s") + properties(post).at("half_km").get<double>() * 1000 / dash, dash});
        }
        return comers;
    }

    const std::vector<Comer>& all() const { return all_; }

    struct First {
        double s = HUGE_VAL;
        const Comer* who = nullptr;
    };

    // The first named wins a tie. Nobody comes sooner than as the crow flies, so most ways need not be looked for.
    First first(Place p) const {
        std::vector<std::pair<double, std::size_t>> soonest;
        for (std::size_t i = 0; i < all_.size(); ++i)
            soonest.emplace_back(all_[i].delay_s + distance_m(all_[i].ways->from(), p) / all_[i].speed, i);
        std::sort(soonest.begin(), soonest.end());
        First best;
        for (const auto& [least, i] : soonest) {
            if (least > best.s) break;
            const Comer& c = all_[i];
            const double s = c.delay_s + c.ways->distance_m(p, (best.s - c.delay_s) * c.speed + 1) / c.speed;
            if (s < best.s || (s == best.s && s < HUGE_VAL && &c < best.who)) best = {s, &c};
        }
        return best;
    }

    // Of one of them.
    double seconds(const std::string& name, Place p) const {
        for (const Comer& c : all_)
            if (c.name == name) return c.delay_s + c.ways->distance_m(p) / c.speed;
        return HUGE_VAL;
    }

    // By how much the time of the first may be off, at a place and for a way that may end `off_m` from it.
    double allowed_s(Place p, double off_m) const {
        const First found = first(p);
        return found.who ? (off_m + flights_.allowed_m(found.who->ways->way(p))) / found.who->speed : 0;
    }

    // Where free air ends, the border as emitted may lie `off_m` from the true one: how far from a place of a lane, along it
    // towards another, no place is farther than that from a border. Nothing where free air does not end.
    double along_border_m(const Way& lane, double at_m, double towards_m, double off_m) const {
        const Air& air = flights_.air();
        if (air.free(lane.at(at_m - 0.02)) == air.free(lane.at(at_m + 0.02))) return 0;
        const double all = std::abs(towards_m - at_m), sign = towards_m < at_m ? -1 : 1;
        double m = 0;
        while (m < all && air.border_m(lane.at(at_m + sign * m), off_m) <= off_m) m += 0.25;
        return m;
    }

    bool at_border(Place p, double off_m) const { return flights_.air().border_m(p, off_m) <= off_m; }

  private:
    explicit Comers(const Flights& flights) : flights_(flights) {}

    const Flights& flights_;
    std::vector<Comer> all_;
};

// The ways of ships, round the countries of the datasets, and the ships.
class Shipping {
  public:
    Shipping(const Folder& f, const Box& known)
        : water_({land(f)}, known, known), voyages(water_, place_of(f.plan.at("frame").at("centre")), 0.1),  // how far ships keep from land
          ships(Comers::ships(f, voyages)) {}
    Shipping(const Shipping&) = delete;

  private:
    static Shape land(const Folder& f) {
        Shape land;
        if (f.scenario.at("vessels").empty() && f.scenario.at("more_ships").is_null()) return land;
        if (f.datasets.empty()) throw std::runtime_error("the ways of ships go round the countries of the datasets, which are not given");
        for (const Json& feature : f.shipped("countries").at("features"))
            for (Polygon& p : shape_of(feature.at("geometry"))) land.push_back(std::move(p));
        return land;
    }
    Air water_;

  public:
    const Flights voyages;
    const Comers ships;
};

void check_patrols(const Folder& f, const Shipping& shipping, Report& report);
void check_lanes(const Folder& f, const Flights& flights, const std::map<std::string, Flown>& flown,
                 const std::vector<Circle>& sites, const Shipping& shipping, Report& report);

}  // namespace independent
