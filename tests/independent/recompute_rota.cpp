// Who is on which station when: the rows of rota.csv, the aircraft that fly them and how many that takes.
#include "folder.hpp"

#include <fstream>

namespace independent {

namespace {

struct Row {
    std::string station, fleet, nation, base;
    int seat = 0, sortie = 0, aircraft = 0;
    double from_h = 0, to_h = 0, takeoff_h = 0, landing_h = 0;
};

// What two times of four decimals and the cycle between them may be off.
constexpr double off_h = 3e-4;

std::vector<Row> rows_of(const Folder& f, Report& report) {
    std::ifstream in(f.dir + "/rota.csv");
    std::string line, cell;
    std::getline(in, line);
    report.equal("rota: columns", line, std::string("station,seat,from_h,to_h,fleet,nation,base,sortie,takeoff_h,landing_h,aircraft"), "rota.csv");
    std::vector<Row> rows;
    while (std::getline(in, line)) {
        std::vector<std::string> cells;
        for (std::stringstream s(line); std::getline(s, cell, ',');) cells.push_back(cell);
        if (cells.size() != 11) throw std::runtime_error("rota.csv: " + line);
        rows.push_back({cells[0], cells[4], cells[5], cells[6], std::stoi(cells[1]), std::stoi(cells[7]), std::stoi(cells[10]), std::stod(cells[2]),
                        std::stod(cells[3]), std::stod(cells[8]), std::stod(cells[9])});
    }
    return rows;
}

// A day that is shared evenly, from 0 to the station's hours.
void check_seats(const Folder& f, const std::vector<Row>& rows, const std::map<std::string, Flown>& flown, Report& report) {
    std::size_t expected = 0;
    for (const Json& station : f.scenario.at("stations")) {
        const std::string id = station.at("id");
        const Flown& r = flown.at(id);
        if (!r.manned) continue;
        const Json& fleet = f.record("fleets", station.at("fleet"));
        const Json& sum = f.summary.at("stations").at(id);
        const double hours = station.at("hours_per_day"), sorties = std::ceil(hours / (r.on_station_s / 3600) - 1e-9);
        const double home_h = sum.at("transit_home_km").get<double>() * 1000 / figure(f.aircraft_of(fleet), "cruise_speed_mps") / 3600;
        const double before_h = sum.at("flight_h").get<double>() - sum.at("on_station_h").get<double>() - home_h;
        for (int seat = 1; seat <= station.at("seats").get<int>(); ++seat)
            for (int n = 0; n < static_cast<int>(sorties); ++n) {
                const std::string which = id + ", seat " + std::to_string(seat) + ", sortie " + std::to_string(n + 1);
                if (expected >= rows.size()) return report.that("rota: a row for each sortie", false, which);
                const Row& row = rows[expected++];
                report.equal("rota: whose turn it is", Json{row.station, row.seat, row.sortie, row.fleet, row.nation, row.base},
                             Json{id, seat, n + 1, fleet.at("id"), fleet.at("nation"), fleet.at("base")}, which);
                const double from = hours * n / sorties, to = hours * (n + 1) / sorties;
                report.add("rota: start on station, h", std::abs(row.from_h - from), rounding(4), which);
                report.add("rota: end on station, h", std::abs(row.to_h - to), rounding(4), which);
                report.add("rota: take-off, h", std::abs(row.takeoff_h - (from - before_h)), off_h, which);
                report.add("rota: landing, h", std::abs(row.landing_h - (to + home_h)), off_h, which);
            }
    }
    report.equal("rota: a row for each sortie", rows.size(), expected, "rota.csv");
}

void check_fleet(const Folder& f, const Json& fleet, const std::vector<Row>& rows, Report& report) {
    const std::string id = fleet.at("id");
    const Json& sum = f.summary.at("fleets").at(id);
    std::vector<Row> own;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(own), [&](const Row& r) { return r.fleet == id; });
    const double turnaround_h = figure(f.aircraft_of(fleet), "turnaround_s") / 3600;
    const auto ready_h = [&](const Row& r) { return r.landing_h + turnaround_h + 3.4 + 0.68 * (r.landing_h - r.takeoff_h); };
    const int in_rota = sum.at("aircraft_in_rota");
    int least = 0, most = 0;  // under way at once, times apart by less than they may be off counted as nothing or as something
    for (const Row& r : own) {
        int surely = 0, perhaps = 0;
        for (int day = -30; day <= 30; ++day)
            for (const Row& other : own) {
                const double start = other.takeoff_h + 24 * day - r.takeoff_h, end = ready_h(other) + 24 * day - r.takeoff_h;
                surely += start <= 0 && end > off_h;
                perhaps += start <= off_h && end > -off_h;
                if (&other == &r && day == 0) continue;
                if (day == 0 && other.aircraft == r.aircraft)
                    report.that("rota: no aircraft before its cycle is over", start > 0 || end <= off_h, id + " " + std::to_string(r.aircraft));
            }
        least = std::max(least, surely), most = std::max(most, perhaps);
        report.that("rota: aircraft of the fleet", r.aircraft >= 1 && r.aircraft <= in_rota, id + " " + std::to_string(r.aircraft));
    }
    report.that("rota: as many aircraft as have their cycles under way at once", least <= in_rota && in_rota <= most, id + " " + std::to_string(in_rota));
    report.equal("rota: sorties of a fleet", sum.at("sorties_in_rota").get<std::size_t>(), own.size(), id);
}

}  // namespace

void check_rota(const Folder& f, const std::map<std::string, Flown>& flown, Report& report) {
    const std::vector<Row> rows = rows_of(f, report);
    check_seats(f, rows, flown, report);
    for (const Json& fleet : f.scenario.at("fleets")) check_fleet(f, fleet, rows, report);
}

}  // namespace independent
