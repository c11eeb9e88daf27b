// What the places of a lane have: who comes first and when, what covers them, what waters they lie in, how far from whom.
#pragma once

#include "planner/lane_comers.hpp"
#include "planner/lane_kinds.hpp"

namespace picket::planner {

class LaneValues {
  public:
    LaneValues(const Plan& plan, const Lane& lane, geo::Notices& notices);

    // The values of a place, judged.
    LaneState at(geo::Distance along) const;

    // The names of the areas of a kind that hold a place.
    std::vector<std::string> areas_at(std::string_view kind, geo::Distance along) const;

    // Every place where an answer changes, both ends of the lane included, in order; some where none does.
    std::vector<geo::Distance> flips() const;

    // The answer of a stretch between two flips, with its worst values. Distances to front and shore are the least to 10 m.
    LaneState worst(const LaneStretch& stretch) const;

  private:
    // How far off a line something is; nothing inside ground that it bounds.
    struct Away {
        const geo::Proximity* edges = nullptr;
        std::vector<NamedStretches> inside;

        std::optional<double> kilometres(const geo::Path& path, geo::Distance along) const;
        void add_flips(const geo::Path& path, geo::Distance least, std::vector<geo::Distance>& cuts) const;
        double least_km(const geo::Path& path, const LaneStretch& stretch) const;
    };

    struct Area {
        const LaneArea* area;
        NamedStretches on_lane;
    };

    void add_areas(geo::Distance along, LaneState& state) const;
    bool is_swept_enough(const LaneArea& area) const;
    LaneGreatest most_minutes_short(const LaneStretch& stretch, const LaneState& answer) const;
    LaneGreatest most_kilometres_short(const LaneStretch& stretch, const LaneState& answer) const;

    const Lane& lane_;
    const geo::Path& path_;
    LaneComers air_, sea_;
    std::vector<NamedStretches> sensors_, air_defence_, coastal_defence_;
    std::vector<std::size_t> kind_of_sensor_;
    std::vector<Area> areas_;
    std::vector<PatrolRevisit> revisits_;
    Away front_, hostile_;
};

}  // namespace picket::planner
