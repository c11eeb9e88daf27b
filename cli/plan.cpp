// picket plan: a scenario in, a folder of layers and numbers out.
#include "cli/app.hpp"
#include "cli/planning.hpp"
#include "cli/shipped.hpp"
#include "cli/table.hpp"

#include "planner/emit/emit.hpp"
#include "planner/emit/plan_folder.hpp"

#include "geo/text.hpp"

namespace picket::cli {

namespace {

using planner::Json;

struct Options {
    PlanningOptions planning;
    std::string out, emit = "geojson";
    bool overwrite = false;
    bool json = false;
};

std::string text(const Json& v, int places) { return v.is_null() ? "-" : fmt::format("{:.{}f}", v.get<double>(), places); }

std::string percent(const Json& share) { return fmt::format("{:.1f} %", share.get<double>() * 100); }

void print_reach(const Json& s) {
    std::vector<std::vector<std::string>> rows{{"fleet", "on station min", "radius km", "reach km2", "with tanker km2"}};
    for (const auto& [fleet, times] : s.at("reach").items())
        for (const auto& [label, r] : times.items())
            rows.push_back({fleet, text(r.at("on_station_min"), 0), text(r.at("radius_km"), 1), text(r.at("area_km2"), 0),
                            text(r.contains("area_with_tanker_km2") ? r.at("area_with_tanker_km2") : Json(nullptr), 0)});
    if (rows.size() > 1) fmt::print("\nReach\n{}", table(rows));
}

void print_stations(const Json& s) {
    std::vector<std::vector<std::string>> rows{
        {"station", "fleet", "seats", "transit km", "on station h", "dry h", "sorties/day", "aircraft", "uncapped", "manned"}};
    for (const auto& [id, r] : s.at("stations").items())
        rows.push_back({id, r.at("fleet").get<std::string>(), text(r.at("seats"), 0), text(r.at("transit_km"), 0),
                        text(r.at("on_station_h"), 2), text(r.at("on_station_dry_h"), 2),
                        text(r.at("sorties_per_day"), 1), text(r.at("aircraft_needed"), 1),
                        text(r.at("aircraft_needed_uncapped"), 1), r.at("manned").get<bool>() ? "yes" : "NO"});
    if (rows.size() > 1) fmt::print("\nStations\n{}", table(rows));
}

void print_tankers(const Json& s) {
    std::vector<std::vector<std::string>> rows{{"tankers", "t/sortie", "t/day to give", "t/day given", "calls/day possible", "calls/day", "receivers/day", "per sortie"}};
    for (const auto& [id, t] : s.at("tankers").items()) {
        const auto tonnes = [&](const char* key) { return fmt::format("{:.1f}", t.at(key).get<double>() / 1000); };
        rows.push_back({id, tonnes("fuel_per_sortie_kg"), tonnes("fuel_to_give_per_day_kg"), tonnes("fuel_given_per_day_kg"),
                        text(t.at("calls_possible_per_day"), 0), text(t.at("calls_per_day"), 1), text(t.at("receivers_per_day"), 1),
                        text(t.at("receivers_per_tanker_sortie"), 1)});
    }
    if (rows.size() > 1) fmt::print("\nTankers\n{}", table(rows));
}

std::string yes_or_no(const Json& value) { return value.get<bool>() ? "yes" : "no"; }

void print_zones(const Json& s) {
    std::vector<std::vector<std::string>> rows{{"zone", "area km2", "held km2", "held", "seen", "gap km2", "response min", "mean min", "worst min"}};
    for (const auto& [id, z] : s.at("zones").items())
        rows.push_back({id, text(z.at("area_km2"), 0), text(z.at("held_km2"), 0), percent(z.at("held_share")),
                        percent(z.at("seen_share")), text(z.at("gap_km2"), 0), text(z.at("response_min"), 0),
                        text(z.at("mean_response_min"), 1), text(z.at("worst_response_min"), 1)});
    if (rows.size() > 1) fmt::print("\nZones\n{}", table(rows));
}

// Where stations were chosen: how good the choice is by the cells that stand for the zone.
void print_placements(const Json& s) {
    std::vector<std::vector<std::string>> rows{{"zone", "candidates", "chosen", "cells held", "at most", "gap", "why not"}},
        buys{{"zone", "fighters", "tankers", "forward", "cells held", "at most", "and seen", "no AWACS", "stations", "sorties/day"}};
    for (const auto& [id, z] : s.at("zones").items()) {
        if (!z.contains("placement")) continue;
        const Json& p = z.at("placement");
        rows.push_back({id, text(p.at("candidates"), 0), text(p.at("chosen"), 0), percent(p.at("discrete_share")),
                        p.at("bound_share").is_null() ? "-" : percent(p.at("bound_share")), percent(p.at("gap")),
                        p.at("why_not").is_null() ? "" : p.at("why_not").get<std::string>()});
        for (const Json& b : z.at("aircraft_buy"))
            buys.push_back({id, text(b.at("aircraft"), 0), yes_or_no(b.at("with_tankers")), yes_or_no(b.at("with_forward_bases")), percent(b.at("held_share")),
                            percent(b.at("bound_share")), percent(b.at("held_and_seen_share")), percent(b.at("held_and_seen_without_awacs_share")),
                            text(b.at("stations"), 0), text(b.at("sorties_per_day"), 1)});
    }
    if (rows.size() > 1) fmt::print("\nStations chosen\n{}", table(rows));
    if (buys.size() > 1) fmt::print("\nWhat fighters buy\n{}", table(buys));
}

void print_lanes(const Json& s) {
    std::vector<std::vector<std::string>> rows{{"lane", "km", "NM", "protected", "exposed km", "exposed h",
                                                "longest gap km", "worst air min", "worst sea min"}};
    for (const auto& [id, l] : s.at("lanes").items())
        rows.push_back({id, text(l.at("length_km"), 1), text(l.at("length_nmi"), 1), percent(l.at("protected_share")),
                        text(l.at("exposed_km"), 1), text(l.at("exposed_h"), 1), text(l.at("longest_gap_km"), 1),
                        text(l.at("worst_air_min"), 1), text(l.at("worst_sea_min"), 1)});
    if (rows.size() > 1) fmt::print("\nLanes\n{}", table(rows));
}

void print_patrols(const Json& s) {
    std::vector<std::vector<std::string>> rows{
        {"patrol", "pattern", "km", "count", "worst revisit min", "mean wait min", "needed", "coverage", "found at random", "by inverse cube"}};
    const auto share = [](const Json& v) { return v.is_null() ? "-" : percent(v); };
    for (const auto& [id, p] : s.at("patrols").items())
        rows.push_back({id, p.at("pattern").get<std::string>(), text(p.at("length_km"), 1), text(p.at("count"), 0), text(p.at("worst_revisit_min"), 1),
                        text(p.at("mean_wait_min"), 1), text(p.at("needed"), 0), text(p.at("coverage_factor"), 2), share(p.at("detection_random")),
                        share(p.at("detection_inverse_cube"))});
    if (rows.size() > 1) fmt::print("\nPatrols\n{}", table(rows));
}

void print_more_ships(const Json& s) {
    const Json& more = s.at("more_ships");
    if (more.empty()) return;
    std::vector<std::vector<std::string>> rows{{"ships", "reached km", "reached", "at most", "where, km of lane"}};
    for (const auto& [ships, choice] : more.at("ships").items()) {
        std::string places;
        for (const Json& p : choice.at("places"))
            places += fmt::format("{}{} {:.0f}", places.empty() ? "" : ", ", p.at("lane").get<std::string>(), p.at("km").get<double>());
        rows.push_back({ships, text(choice.at("reached_km"), 1), percent(choice.at("reached_share")), percent(choice.at("bound_share")), places});
    }
    fmt::print("\nMore ships ({}), of {} km that no ship reaches in time\n{}", more.at("type").get<std::string>(), text(more.at("unreached_km"), 1), table(rows));
}

void print_nations(const Json& s) {
    const Json& total = s.at("total");
    const bool is_priced = total.contains("currency");
    std::vector<std::vector<std::string>> rows{
        {"nation", "aircraft", "available", "committed", "sorties/day", "of tankers", "flight h/day", "vessels"}};
    if (is_priced) rows[0].push_back(total.at("currency").get<std::string>() + "/day");
    const auto add = [&](const std::string& name, const Json& n) {
        rows.push_back({name, text(n.at("aircraft"), 0), text(n.at("aircraft_available"), 1), text(n.at("aircraft_committed"), 1),
                        text(n.at("sorties_flown_per_day"), 0), text(n.at("tanker_sorties_flown_per_day"), 0),
                        text(n.at("flight_hours_per_day"), 1), text(n.at("vessels"), 0)});
        if (is_priced) rows.back().push_back(text(n.at("cost_per_day"), 0));
    };
    for (const auto& [id, n] : s.at("nations").items()) add(id, n);
    if (rows.size() == 1) return;
    add("total", total);
    fmt::print("\nNations\n{}", table(rows));
}

void print_summary(const Json& s) {
    fmt::print("{} (as of {}, tolerance {} m)\n", s.at("title").get<std::string>(), s.at("as_of").get<std::string>(),
               s.at("tolerance_m").dump());
    if (s.at("frontline").contains("length_km"))
        fmt::print("front line: {:.1f} km, {:.1f} mi, as the layer draws it within {} m\n",
                   s.at("frontline").at("length_km").get<double>(), s.at("frontline").at("length_mi").get<double>(),
                   s.at("frontline").at("tolerance_m").dump());
    print_reach(s);
    print_stations(s);
    print_tankers(s);
    print_zones(s);
    print_placements(s);
    print_lanes(s);
    print_patrols(s);
    print_more_ships(s);
    print_nations(s);
    fmt::print("\nRequirements\n");
    print_requirements(planner::requirements_in(s));
}

int run(const Options& options) {
    const auto existing = options.overwrite ? planner::Existing::replace : planner::Existing::refuse;
    const planner::EmitOptions emitted{planner::products_in(options.emit), shipped_folder()};
    planner::require_writable(options.out, existing);
    const Planned planned = plan_scenario(options.planning);
    planner::write_folder(options.out, planner::emit(planned.plan, planned.summary, emitted), existing);
    print_notices(planned.plan.notices);
    if (options.json) {
        fmt::print("{}", planner::to_text(planned.summary));
    } else {
        print_summary(planned.summary);
        fmt::print("\nwritten to {}\n", options.out);
    }
    return done;
}

}  // namespace

Command add_plan(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("plan", "Compute reach, zones and lanes of a scenario and write them as layers");
    command->add_option("SCENARIO", options->planning.scenario, "The scenario file (TOML; docs/formats.md)")->required();
    command->add_option("--out,-o", options->out, "Folder for the plan; appears whole or not at all")->required();
    command->add_option("--emit", options->emit, "What to write besides plan.json and summary.json, separated by commas: geojson")->capture_default_str();
    command->add_flag("--overwrite", options->overwrite, "Replace a plan that stands there; files of your own stay");
    command->add_flag("--json", options->json, "Print summary.json instead of tables");
    add_planning_options(*command, options->planning);
    command->footer("Example:\n  picket plan datasets/scenarios/black-sea.toml --out out/black-sea\n\n"
                    "Exit status: 0 done, 2 wrong arguments or data (nothing is written).");
    return {command, [options] { return run(*options); }};
}

}  // namespace picket::cli
