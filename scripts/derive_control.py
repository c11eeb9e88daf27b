#!/usr/bin/env python3
"""Make datasets/control.geojson: the ground of a country beyond the front line.

Source   datasets/countries.geojson and datasets/frontline.geojson
Needs    Python 3.9 or later, its standard library only
Run      python3 scripts/derive_control.py datasets/countries.geojson datasets/frontline.geojson datasets/control.geojson
         A second run gives the same bytes.

How it is done. The runs of the front line are joined end to end. Each end is led to the nearest vertex of the country's
border or coast, which must be near (--tolerance-km); the line must not meet the outline anywhere else, nor itself. So the
outline falls in two, and nothing is computed: every vertex of the result is one of countries.geojson or one of
frontline.geojson, digit for digit, and there are no slivers against the neighbours or against the rest of the country.

The far side is the one that holds the seeds, all of which must lie on it. A part of the country that the line does not cut
(an island) goes with the side whose coast is nearest to it.
"""

import argparse
import json
import math
import os
import sys

COUNTRY = "UKR"
TOLERANCE_KM = 1.0
SEEDS = {
    "Simferopol": (34.10, 44.95),
    "Donetsk": (37.80, 48.00),
    "Luhansk": (39.31, 48.57),
    "Mariupol": (37.55, 47.10),
    "Melitopol": (35.37, 46.85),
    "Kinburn spit": (31.80, 46.53),
}
EARTH_KM = 6371.0088


class Trouble(Exception):
    """What is wrong with the data, in one sentence."""


def distance_km(a, b):
    """Great circle; only for tolerances and for telling which coast is nearer."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(v) for v in p) for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def to_segment(p, a, b):
    """Distance from p to the segment ab in km, on a plane about p."""
    k = math.cos(math.radians(p[1]))
    ax, ay, bx, by = (a[0] - p[0]) * k, a[1] - p[1], (b[0] - p[0]) * k, b[1] - p[1]
    dx, dy = bx - ax, by - ay
    d2 = dx * dx + dy * dy
    t = 0.0 if d2 == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / d2))
    return math.radians(math.hypot(ax + t * dx, ay + t * dy)) * EARTH_KM


def side(a, b, c):
    d = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (d > 0) - (d < 0)


def meet(a, b, c, d):
    """Whether the segments ab and cd have a point in common."""
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


def segments(points):
    return list(zip(points, points[1:]))


def area(ring):
    """Signed, in square degrees; positive when anticlockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in segments(ring)) / 2


def inside(p, ring):
    odd = False
    for a, b in segments(ring):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < a[0] + (p[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1]):
            odd = not odd
    return odd


def in_polygon(p, polygon):
    return inside(p, polygon[0]) and not any(inside(p, hole) for hole in polygon[1:])


def features(path):
    try:
        with open(path, encoding="utf-8") as f:
            return json.load(f)["features"]
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise Trouble(f"{path}: not a readable FeatureCollection ({e})") from e


def country(path, code):
    """The polygons of a country, every outer ring anticlockwise."""
    found = [f["geometry"] for f in features(path) if f["properties"].get("iso3") == code]
    if len(found) != 1:
        raise Trouble(f"{path}: {len(found)} features with iso3 {code}, one is needed")
    polygons = found[0]["coordinates"] if found[0]["type"] == "MultiPolygon" else [found[0]["coordinates"]]
    out = []
    for polygon in polygons:
        rings = [[tuple(p) for p in ring] for ring in polygon]
        out.append([r if (area(r) > 0) == (i == 0) else r[::-1] for i, r in enumerate(rings)])
    return out


def front_line(path):
    """The runs joined, and the latest date they bear."""
    line, as_of = [], ""
    for f in features(path):
        if f["geometry"]["type"] != "LineString":
            raise Trouble(f"{path}: {f.get('id')} is a {f['geometry']['type']}, not a LineString")
        run = [tuple(p) for p in f["geometry"]["coordinates"]]
        if line and run[0] != line[-1]:
            raise Trouble(f"{path}: {f.get('id')} starts at {run[0]}, but the run before it ends at {line[-1]}")
        line += run[1:] if line else run
        as_of = max(as_of, f["properties"].get("as_of", ""))
    if len(line) < 3:
        raise Trouble(f"{path}: a front line of {len(line)} vertices")
    return line, as_of


def end_vertex(polygons, p, tolerance_km, which):
    """(polygon, index of the vertex of its outer ring) where this end of the line comes to the outline."""
    km, part, i = min((distance_km(p, v), n, i) for n, polygon in enumerate(polygons)
                      for i, v in enumerate(polygon[0][:-1]))
    if km > tolerance_km:
        raise Trouble(f"the {which} end of the front line, {p}, is {km:.2f} km from the nearest vertex of the border or "
                      f"coast, {polygons[part][0][i]}; at most {tolerance_km:g} km are allowed")
    return part, i


def check(line, polygon):
    """The line may touch the outline at its two ends only, and never itself."""
    legs = segments(line)
    for n, (a, b) in enumerate(legs):
        for ring in polygon:
            for c, d in segments(ring):
                if meet(a, b, c, d):
                    # The border edges that share the line's end vertex do meet it, there only.
                    end = line[0] if n == 0 else line[-1] if n == len(legs) - 1 else None
                    other = b if end == a else a
                    far = d if end == c else c
                    if end in (a, b) and end in (c, d) and (side(end, other, far) or
                                                          (other[0] - end[0]) * (far[0] - end[0]) +
                                                          (other[1] - end[1]) * (far[1] - end[1]) < 0):
                        continue
                    raise Trouble(f"the front line meets the outline between its ends, on its leg {a} to {b}")
        for c, d in legs[n + 2:]:
            if meet(a, b, c, d):
                raise Trouble(f"the front line meets itself, on its legs {a} to {b} and {c} to {d}")


def split(polygon, line, i, j):
    """The two sides, each as (polygon, its stretch of the outline). line runs from vertex i to vertex j of the outer ring."""
    ring = polygon[0][:-1]
    ahead = ring[i:j + 1] if i < j else ring[i:] + ring[:j + 1]
    behind = ring[j:i + 1] if j < i else ring[j:] + ring[:i + 1]
    sides = [([ahead + line[-2::-1]], ahead), ([behind + line[1:]], behind)]
    for hole in polygon[1:]:
        next(p for p, _ in sides if inside(hole[0], p[0])).append(hole)
    return sides


def control(polygons, line, seeds, tolerance_km):
    part, i = end_vertex(polygons, line[0], tolerance_km, "first")
    other, j = end_vertex(polygons, line[-1], tolerance_km, "last")
    if part != other or i == j:
        raise Trouble("the two ends of the front line do not come to two places of the same part of the country")
    polygon = polygons[part]
    line = [polygon[0][i]] + line[1:-1] + [polygon[0][j]]
    check(line, polygon)
    sides = split(polygon, line, i, j)
    for p, _ in sides:
        if area(p[0]) <= 0:
            raise Trouble("the front line leaves the country: a side comes out inside out")
    held = {name: [n for n, (p, _) in enumerate(sides) if in_polygon(at, p)] for name, at in seeds.items()}
    for name, where in held.items():
        if not where:
            raise Trouble(f"the seed {name} {seeds[name]} is on neither side of the front line")
    if len({where[0] for where in held.values()}) != 1:
        raise Trouble("the seeds lie on both sides of the front line: " +
                      ", ".join(f"{name} {where[0]}" for name, where in held.items()))
    far = next(iter(held.values()))[0]
    result = [sides[far][0]]
    for n, island in enumerate(polygons):
        if n != part:
            gap = [min(to_segment(p, a, b) for p in island[0] for a, b in segments(coast)) for _, coast in sides]
            if gap[far] < gap[1 - far]:
                result.append(island)
    return result


def main():
    p = argparse.ArgumentParser(description="Split a country by the front line; write the ground beyond it.")
    p.add_argument("countries")
    p.add_argument("frontline")
    p.add_argument("output")
    p.add_argument("--country", default=COUNTRY, metavar="ISO3")
    p.add_argument("--tolerance-km", type=float, default=TOLERANCE_KM,
                   help="how far an end of the line may lie from a vertex of the border or coast (default %(default)s)")
    p.add_argument("--seed", action="append", metavar="LON,LAT",
                   help="a place beyond the front line; repeatable, instead of the built-in list")
    args = p.parse_args()
    try:
        seeds = SEEDS if not args.seed else {s: tuple(float(v) for v in s.split(",")) for s in args.seed}
        if any(len(at) != 2 for at in seeds.values()):
            raise ValueError("a seed is LON,LAT")
    except ValueError as e:
        p.error(str(e))
    try:
        polygons = country(args.countries, args.country)
        line, as_of = front_line(args.frontline)
        parts = control(polygons, line, seeds, args.tolerance_km)
    except Trouble as e:
        sys.exit(f"derive_control.py: {e}")
    feature = {
        "type": "Feature",
        "id": "control",
        "properties": {
            "name": "Ground beyond the front line",
            "source": f"Derived: {os.path.basename(args.countries)} ({args.country}) split by "
                      f"{os.path.basename(args.frontline)}, by scripts/derive_control.py",
            "as_of": as_of,
        },
        "geometry": {"type": "MultiPolygon",
                     "coordinates": [[[list(v) for v in ring + ring[:1 if ring[0] != ring[-1] else 0]] for ring in part]
                                     for part in parts]},
    }
    text = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
    with open(args.output, "w", encoding="utf-8", newline="\n") as f:
        f.write('{"type":"FeatureCollection","features":[\n' + text + "\n]}\n")


if __name__ == "__main__":
    main()
