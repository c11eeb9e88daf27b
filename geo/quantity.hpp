// Quantities that cannot be mistaken for one another. A Distance is not a double and not a Duration;
// only arithmetic with a meaning compiles (Distance / Speed is a Duration).
#pragma once

#include <compare>

namespace picket::geo {

// What all quantities share. `Self` is the concrete type; the value is held in its SI unit.
template <class Self>
class Quantity {
  public:
    constexpr Quantity() = default;

    friend constexpr Self operator+(Self a, Self b) { return make(a.value_ + b.value_); }
    friend constexpr Self operator-(Self a, Self b) { return make(a.value_ - b.value_); }
    friend constexpr Self operator-(Self a) { return make(-a.value_); }
    friend constexpr Self operator*(Self a, double k) { return make(a.value_ * k); }
    friend constexpr Self operator*(double k, Self a) { return make(a.value_ * k); }
    friend constexpr Self operator/(Self a, double k) { return make(a.value_ / k); }
    friend constexpr double operator/(Self a, Self b) { return a.value_ / b.value_; }
    friend constexpr auto operator<=>(Self a, Self b) { return a.value_ <=> b.value_; }
    friend constexpr bool operator==(Self a, Self b) { return a.value_ == b.value_; }

  protected:
    static constexpr Self make(double si) {
        Self q;
        q.value_ = si;
        return q;
    }
    double value_ = 0;
};

// Length along the ellipsoid, or height above it.
class Distance : public Quantity<Distance> {
  public:
    static constexpr Distance metres(double v) { return make(v); }
    static constexpr Distance kilometres(double v) { return make(v * 1000); }
    static constexpr Distance nautical_miles(double v) { return make(v * 1852); }
    static constexpr Distance miles(double v) { return make(v * 1609.344); }
    static constexpr Distance feet(double v) { return make(v * 0.3048); }
    constexpr double metres() const { return value_; }
    constexpr double kilometres() const { return value_ / 1000; }
    constexpr double nautical_miles() const { return value_ / 1852; }
    constexpr double miles() const { return value_ / 1609.344; }
    constexpr double feet() const { return value_ / 0.3048; }
};

class Duration : public Quantity<Duration> {
  public:
    static constexpr Duration seconds(double v) { return make(v); }
    static constexpr Duration minutes(double v) { return make(v * 60); }
    static constexpr Duration hours(double v) { return make(v * 3600); }
    constexpr double seconds() const { return value_; }
    constexpr double minutes() const { return value_ / 60; }
    constexpr double hours() const { return value_ / 3600; }
};

class Speed : public Quantity<Speed> {
  public:
    static constexpr Speed metres_per_second(double v) { return make(v); }
    static constexpr Speed kilometres_per_hour(double v) { return make(v / 3.6); }
    static constexpr Speed knots(double v) { return make(v * 1852 / 3600); }
    constexpr double metres_per_second() const { return value_; }
    constexpr double kilometres_per_hour() const { return value_ * 3.6; }
    constexpr double knots() const { return value_ * 3600 / 1852; }
};

class Angle : public Quantity<Angle> {
  public:
    static constexpr Angle degrees(double v) { return make(v); }
    constexpr double degrees() const { return value_; }
};

class Area : public Quantity<Area> {
  public:
    static constexpr Area square_metres(double v) { return make(v); }
    static constexpr Area square_kilometres(double v) { return make(v * 1e6); }
    constexpr double square_metres() const { return value_; }
    constexpr double square_kilometres() const { return value_ / 1e6; }
};

class Mass : public Quantity<Mass> {
  public:
    static constexpr Mass kilograms(double v) { return make(v); }
    constexpr double kilograms() const { return value_; }
};

constexpr Duration operator/(Distance d, Speed v) { return Duration::seconds(d.metres() / v.metres_per_second()); }
constexpr Speed operator/(Distance d, Duration t) { return Speed::metres_per_second(d.metres() / t.seconds()); }
constexpr Distance operator*(Speed v, Duration t) { return Distance::metres(v.metres_per_second() * t.seconds()); }
constexpr Distance operator*(Duration t, Speed v) { return v * t; }

}  // namespace picket::geo
