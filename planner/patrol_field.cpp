#include "planner/patrol_field.hpp"

#include "geo/distance_field.hpp"
#include "geo/parallel.hpp"
#include "geo/ways_field.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace picket::planner {

using geo::Distance;
using geo::Duration;
using geo::Position;

namespace {

using Groups = std::vector<std::vector<Position>>;

// Stands for a way that is none: no aircraft flies so far, and no times it is still none.
constexpr Distance no_way = Distance::kilometres(1e6);

Distance flown(double way_m) { return std::isfinite(way_m) ? Distance::metres(way_m) : no_way; }

class Ground {
  public:
    Ground(const geo::Raster& raster, const geo::FreeSpace& space, std::span<const Position> starts, Distance limit)
        : ways_(space, starts, limit), field_(raster, ways_) {}

    std::vector<double> on(const geo::Tile& tile) const { return field_.on(tile); }
    Distance to(Position place) const { return ways_.distance_to(place).value_or(no_way); }

  private:
    geo::ShortestWays ways_;
    geo::WaysField field_;
};

// The sorties from each group of bases: which of a group one leaves from makes no difference but for the way.
class Sorties {
  public:
    Sorties(const geo::Raster& raster, const geo::FreeSpace& space, const PatrolField& field, const Groups& groups)
        : field_(field) {
        Groups starts = groups;
        starts.push_back(field.recovery);
        starts.push_back(field.tanker ? std::vector{field.tanker->at} : std::vector<Position>{});
        std::vector<std::unique_ptr<Ground>> grounds(starts.size());
        geo::parallel_for(starts.size(), [&](std::size_t i) {
            if (!starts[i].empty()) grounds[i] = std::make_unique<Ground>(raster, space, starts[i], field.limit);
        });
        tanker_ = std::move(grounds.back());
        grounds.pop_back();
        recovery_ = std::move(grounds.back());
        grounds.pop_back();
        out_ = std::move(grounds);
        for (const std::vector<Position>& group : groups) patterns_.push_back(patterns(field.aircraft, track(group.front())));
    }

    // Calls take(cell, patterns, ways) for each group and each cell that has a way to one of its places at all.
    template <class Take>
    void each(const geo::Tile& tile, const Take& take) const {
        const auto ways_of = [&](const std::unique_ptr<Ground>& g) { return g ? g->on(tile) : std::vector<double>(tile.cells(), HUGE_VAL); };
        const std::vector<double> recovery = ways_of(recovery_), tanker = ways_of(tanker_);
        for (std::size_t g = 0; g < out_.size(); ++g) {
            const std::vector<double> out = out_[g]->on(tile);
            for (std::size_t i = 0; i < out.size(); ++i) {
                const double home = std::min(out[i], recovery[i]);
                if (std::isfinite(std::min(home, tanker[i]))) take(i, patterns_[g], Ways{flown(out[i]), flown(home), flown(tanker[i])});
            }
        }
    }

  private:
    std::optional<TankerTrack> track(Position base) const {
        if (!tanker_) return std::nullopt;
        const Distance from_base = tanker_->to(base);
        const Distance to_home = recovery_ ? std::min(from_base, recovery_->to(field_.tanker->at)) : from_base;
        return TankerTrack{from_base, to_home, field_.tanker->refuellings};
    }

    const PatrolField& field_;
    std::vector<std::unique_ptr<Ground>> out_;
    std::unique_ptr<Ground> recovery_, tanker_;
    std::vector<std::vector<Pattern>> patterns_;
};

Groups one_by_one(const std::vector<Position>& bases) {
    Groups groups;
    for (const Position& base : bases) groups.push_back({base});
    return groups;
}

std::vector<double> part_of(const std::vector<float>& values, const geo::Raster& raster, const geo::Tile& tile) {
    std::vector<double> part(tile.cells());
    for (int r = 0; r < tile.rows; ++r)
        for (int c = 0; c < tile.columns; ++c)
            part[tile.index(c, r)] = values[static_cast<std::size_t>(tile.row + r) * static_cast<std::size_t>(raster.columns) + static_cast<std::size_t>(tile.column + c)];
    return part;
}

// From what `start` gives for a tile, each group's sorties change the values of cells by take(value, patterns, ways). As many groups at a time as
// there is room for all their ways.
template <class Start, class Take>
std::vector<float> by_sorties(const geo::Raster& raster, const geo::FreeSpace& space, const PatrolField& field, const Groups& groups,
                              const geo::Progress& progress, const Start& start, const Take& take) {
    constexpr std::size_t at_a_time = 32;
    std::vector<float> values;
    for (std::size_t begin = 0; begin < groups.size(); begin += at_a_time) {
        const std::size_t end = std::min(begin + at_a_time, groups.size());
        const Sorties sorties(raster, space, field, {groups.begin() + static_cast<long>(begin), groups.begin() + static_cast<long>(end)});
        const auto tell = [&](double share) {
            if (progress) progress((static_cast<double>(begin) + share * static_cast<double>(end - begin)) / static_cast<double>(groups.size()));
        };
        values = geo::field_by_tiles(
            raster,
            [&](const geo::Tile& tile) {
                std::vector<double> part = begin == 0 ? start(tile) : part_of(values, raster, tile);
                sorties.each(tile, [&](std::size_t i, const std::vector<Pattern>& all, const Ways& ways) { take(part[i], all, ways); });
                return part;
            },
            tell);
    }
    return values;
}

}  // namespace

std::vector<float> longest_on_station(const geo::Raster& raster, const geo::FreeSpace& space, const PatrolField& field, const geo::Progress& progress) {
    // Without a tanker and other homes the nearest base is the best.
    const bool by_nearest = !field.tanker && field.recovery.empty();
    return by_sorties(
        raster, space, field, by_nearest ? Groups{field.bases} : one_by_one(field.bases), progress,
        [](const geo::Tile& tile) { return std::vector<double>(tile.cells(), HUGE_VAL); },
        [&](double& longest, const std::vector<Pattern>& all, const Ways& ways) {
            const Sortie sortie = best_sortie(field.aircraft, all, ways, std::nullopt);
            if (sortie.holds() && (std::isinf(longest) || sortie.on_station.minutes() > longest)) longest = sortie.on_station.minutes();
        });
}

std::vector<float> bases_on_station(const geo::Raster& raster, const geo::FreeSpace& space, const PatrolField& field, Duration time,
                                    const geo::Progress& progress) {
    const geo::FreeField free(raster, space);
    const Position centre = space.frame().centre();
    return by_sorties(
        raster, space, field, one_by_one(field.bases), progress,
        [&](const geo::Tile& tile) {
            const std::vector<bool> is_free = free.on(tile);
            std::vector<double> count = geo::distances(raster, tile, {&centre, 1});
            for (std::size_t i = 0; i < count.size(); ++i) count[i] = is_free[i] && count[i] <= field.radius.metres() ? 0 : HUGE_VAL;
            return count;
        },
        [&](double& count, const std::vector<Pattern>& all, const Ways& ways) {
            if (room(field.aircraft, all, ways, time) >= Distance{}) ++count;
        });
}

}  // namespace picket::planner
