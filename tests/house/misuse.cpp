// Not part of any program: tests/house/misuse.cmake has the compiler check it once for each CASE. CASE 0 is right use
// and must compile; in the others one line is wrong and must not.
#include "geo/geodesic.hpp"
#include "geo/path.hpp"
#include "geo/position.hpp"
#include "geo/quantity.hpp"

#include <vector>

using namespace picket::geo;

inline Distance takes_distance(Distance d) { return d; }
inline Position takes_position(Position p) { return p; }

void use() {
    [[maybe_unused]] Distance distance = Distance::metres(1);
    [[maybe_unused]] Duration duration = Duration::seconds(1);
    [[maybe_unused]] Speed speed = Speed::knots(480);
    [[maybe_unused]] Angle angle = Angle::degrees(90);
    [[maybe_unused]] Area area = Area::square_metres(1);
    [[maybe_unused]] Mass mass = Mass::kilograms(1);
    [[maybe_unused]] double number = 1;
    [[maybe_unused]] bool yes = false;
    [[maybe_unused]] Position position = Position::lon_lat(31, 46);

#if CASE == 0
    distance = takes_distance(distance + distance * 2 - distance / 2);
    duration = distance / speed;
    speed = distance / duration;
    distance = speed * duration + duration * speed;
    number = distance / distance + distance.metres();
    yes = distance < Distance::nautical_miles(1) && duration == duration;
    position = direct(takes_position(position), angle, distance);
    area = area + Area::square_kilometres(1);
    mass = mass * 2;
#elif CASE == 1  // a bare double is no distance
    distance = 5.0;
#elif CASE == 2
    takes_distance(5.0);
#elif CASE == 3
    Distance made(5.0);
#elif CASE == 4  // a distance is no bare double
    number = distance;
#elif CASE == 5
    number = number + distance;
#elif CASE == 6  // sums of different kinds
    distance = distance + duration;
#elif CASE == 7
    speed = speed - distance;
#elif CASE == 8  // products and quotients without a meaning
    distance = speed * speed;
#elif CASE == 9
    area = distance * distance;
#elif CASE == 10
    duration = speed / distance;
#elif CASE == 11
    duration = duration / speed;
#elif CASE == 12  // one kind where another is due
    takes_distance(duration);
#elif CASE == 13
    distance = Distance::metres(duration);
#elif CASE == 14
    duration = speed;
#elif CASE == 15
    yes = distance < duration;
#elif CASE == 16
    yes = distance == speed;
#elif CASE == 17
    yes = distance > 5.0;
#elif CASE == 18  // the result of a quotient is of its own kind
    distance = distance / speed;
#elif CASE == 19
    speed = distance / distance;
#elif CASE == 20  // arguments in the wrong order
    position = direct(position, distance, angle);
#elif CASE == 21  // a position is made by name
    Position bare(31.0, 46.0);
#elif CASE == 22
    Position none;
#elif CASE == 23
    takes_position({31.0, 46.0});
#elif CASE == 24
    position = Position::lon_lat(angle, angle);
#elif CASE == 25
    Path path(std::vector<double>{31.0, 46.0});
#elif CASE == 26  // what scales must be a number
    distance = distance * mass;
#elif CASE == 27
    number = 5.0 / distance;
#elif CASE == 28
    angle = 90.0;
#elif CASE == 29
    distance += Duration::seconds(1);
#elif CASE == 30
    speed = Speed::knots(distance);
#else
#error "no such case"
#endif
}
