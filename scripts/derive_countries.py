#!/usr/bin/env python3
"""Make datasets/countries.geojson: the countries of 20W..80E, 20N..75N.

Source   Natural Earth 4.1.0, 1:10m, Admin 0 countries (public domain), as the TopoJSON file
         countries-10m.json of the npm package world-atlas 2.0.2:
             npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
Needs    Debian: python3-shapely iso-codes (made with Debian 12: shapely 1.8, GEOS 3.11)
Run      /usr/bin/python3 scripts/derive_countries.py package/countries-10m.json datasets/countries.geojson
         A second run gives the same bytes. --iso-codes names another copy of iso_3166-1.json.

How it is done. All the borders and coasts of the source and the edge of the box go, as lines, into one network that has a
vertex at every crossing, with whole multiples of 1e-6 degrees as coordinates. Each face of the network is given, whole, to
one country or to the sea. So neighbours share the very same vertices, nothing overlaps, and no face is lost or made in
between, which repairing and clipping country by country could not promise. No vertex moves but by that rounding (0.06 m).

Decisions, all of them in the tables below:
  * Crimea is Ukraine's (UN General Assembly resolution 68/262); the source draws it as a part of Russia.
  * Snake Island (Zmiinyi), which the source lacks, is added to Ukraine as an approximate polygon of 0.17 km2.
  * Kosovo is XK / XKX. Northern Cyprus and the UN buffer zone are Cyprus, Baikonur is Kazakhstan.
  * Vatican City is but a point in the source (its grid is 200-300 m) and is left out: it lies within Italy.
  * The two British bases on Cyprus and the Siachen Glacier keep to themselves, under codes of the user-assigned range.
Elsewhere the borders are the source's, which draws who holds the ground.
"""

import argparse
import json

from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union
from shapely.prepared import prep
from shapely.strtree import STRtree
from shapely.validation import make_valid

AS_OF = "2018"  # Natural Earth 4.1.0 came out in May 2018
SOURCE = "Natural Earth 4.1.0 1:10m (public domain), npm world-atlas 2.0.2"
UNIT = 1_000_000  # coordinates are whole numbers of 1/UNIT degrees while we work
WEST, SOUTH, EAST, NORTH = -20, 20, 80, 75

# Features that come without an ISO 3166-1 code: either a code of their own, of the range ISO leaves to users ...
OWN_CODE = {
    "Kosovo": ("XK", "XKX"),
    "Akrotiri": ("QZ", "XQZ"),  # British Sovereign Base Area; the code of the GENC standard
    "Dhekelia": ("XD", "XXD"),  # the same
    "Siachen Glacier": ("XG", "XSG"),  # claimed by India and by Pakistan
}
# ... or the country they belong to in the usual view.
PART_OF = {
    "N. Cyprus": "CYP",
    "Cyprus U.N. Buffer Zone": "CYP",
    "Baikonur": "KAZ",
}
# Names the source shortens.
FULL_NAME = {"BIH": "Bosnia and Herzegovina", "CZE": "Czechia", "ESH": "Western Sahara", "FRO": "Faroe Islands",
             "MKD": "North Macedonia", "ALA": "Åland"}

CRIMEA = (34.1, 44.95)  # a place in the part of Russia's multipolygon that is Crimea
NOTES = {"UKR": "; Crimea moved from Russia to Ukraine (UN GA resolution 68/262); Snake Island (Zmiinyi) added, "
                "approximate outline of 0.17 km2 around 45.255N 30.204E",
         "RUS": "; without Crimea (UN GA resolution 68/262)",
         "CYP": "; Northern Cyprus and the UN buffer zone joined", "KAZ": "; Baikonur joined"}

# Snake Island: an octagon of 0.17 km2, about 670 m by 330 m, laid SW to NE.
SNAKE_ISLAND = [(30.2010, 45.2529), (30.2027, 45.2526), (30.2057, 45.2540), (30.2074, 45.2558),
                (30.2072, 45.2572), (30.2050, 45.2573), (30.2023, 45.2560), (30.2008, 45.2541)]


def read_topology(path):
    """The arcs, and for each feature (name, ISO numeric code or None, list of polygons as lists of rings of (arc, reversed))."""
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            point = (round((x * scale_x + move_x) * UNIT), round((y * scale_y + move_y) * UNIT))
            if not arc or arc[-1] != point:
                arc.append(point)
        arcs.append(arc)
    features = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        features.append((geometry["properties"]["name"], geometry.get("id"), polygons))
    return arcs, features


def ring_points(arcs, ring):
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    # The source joins Russia across 180 degrees east: go on counting there instead of jumping to -180.
    turn = 360 * UNIT
    shift, unwrapped = 0, points[:1]
    for (before, _), (x, y) in zip(points, points[1:]):
        shift += turn * ((x - before < -turn / 2) - (x - before > turn / 2))
        unwrapped.append((x + shift, y))
    middle = (min(x for x, _ in unwrapped) + max(x for x, _ in unwrapped)) / 2
    back = turn * round(middle / turn)
    return [(x - back, y) for x, y in unwrapped]


def noded(lines):
    """The lines cut at every crossing, with whole coordinates: rounding a crossing may make a new one, so do it until none."""
    while True:
        network = unary_union(lines)
        lines, whole = [], True
        for line in network.geoms:
            points = []
            for x, y in line.coords:
                point = (float(round(x)), float(round(y)))
                whole = whole and point == (x, y)
                if not points or points[-1] != point:
                    points.append(point)
            if len(points) > 1:
                lines.append(LineString(points))
        if whole:
            return lines


def degrees(ring):
    return [[x / UNIT, y / UNIT] for x, y in ring.coords]


def geojson_multipolygon(shape):
    """RFC 7946: outer rings anticlockwise; parts in a fixed order, each ring from its lowest vertex on."""
    polygons = []
    for polygon in getattr(shape, "geoms", [shape]):
        rings = []
        for ring in [orient(polygon).exterior, *orient(polygon).interiors]:
            points = degrees(ring)[:-1]
            start = points.index(min(points))
            points = points[start:] + points[:start]
            rings.append(points + points[:1])
        polygons.append([rings[0], *sorted(rings[1:])])
    return {"type": "MultiPolygon", "coordinates": sorted(polygons)}


def write_collection(path, features):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        file.write(",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features))
        file.write("\n]}\n")


def main():
    parser = argparse.ArgumentParser(description="Make countries.geojson from world-atlas.")
    parser.add_argument("topojson", help="countries-10m.json of world-atlas 2.0.2")
    parser.add_argument("output", help="the GeoJSON file to write")
    parser.add_argument("--iso-codes", default="/usr/share/iso-codes/json/iso_3166-1.json")
    arguments = parser.parse_args()

    with open(arguments.iso_codes, encoding="utf-8") as file:
        iso = {entry["numeric"]: (entry["alpha_2"], entry["alpha_3"]) for entry in json.load(file)["3166-1"]}
    iso2_of = {three: two for two, three in iso.values()} | {three: two for two, three in OWN_CODE.values()}

    arcs, features = read_topology(arguments.topojson)
    frame = box(WEST * UNIT, SOUTH * UNIT, EAST * UNIT, NORTH * UNIT)

    # The parts of the source, made valid, each with the country it belongs to.
    parts, owners, lines, names = [], [], [], {}
    for name, numeric, polygons in features:
        polygons = [rings for rings in polygons if len(ring_points(arcs, rings[0])) > 3]  # the source's grid makes points of some
        shapes = [Polygon(ring_points(arcs, rings[0]), [points for ring in rings[1:] if len(points := ring_points(arcs, ring)) > 3])
                  for rings in polygons]
        if not any(frame.intersects(box(*shape.bounds)) for shape in shapes):
            continue
        if numeric in iso:
            code = iso[numeric][1]
            names[code] = FULL_NAME.get(code, name)
        elif name in OWN_CODE:
            code = OWN_CODE[name][1]
            names[code] = name
        else:
            code = PART_OF[name]  # a KeyError here: a new feature without a code, to be decided on
        for shape in shapes:
            if not frame.intersects(box(*shape.bounds)):
                continue
            lines += [LineString(ring.coords) for ring in (shape.exterior, *shape.interiors)]
            shape = make_valid(shape)
            crimea = code == "RUS" and shape.covers(Point(CRIMEA[0] * UNIT, CRIMEA[1] * UNIT))
            parts.append(shape)
            owners.append("UKR" if crimea else code)
    parts.append(Polygon([(round(x * UNIT), round(y * UNIT)) for x, y in SNAKE_ISLAND]))
    owners.append("UKR")

    lines += [LineString(parts[-1].exterior.coords), LineString(frame.exterior.coords)]
    faces = [face for face in polygonize(noded(lines)) if frame.covers(face)]

    # Who owns each face? A face in two parts (an overlap in the source) goes to the smaller one.
    tree = STRtree(parts)
    number = {id(part): index for index, part in enumerate(parts)}  # shapely 1.8 finds parts, 2.0 their numbers
    prepared = [prep(part) for part in parts]
    faces_of = {}
    for face in faces:
        inside = face.representative_point()
        hits = [number.get(id(hit), hit) for hit in tree.query(inside)]
        hits = [index for index in hits if prepared[index].covers(inside)]
        if hits:
            owner = owners[min(hits, key=lambda index: (parts[index].area, index))]
            faces_of.setdefault(owner, []).append(face)

    output = []
    for code in sorted(faces_of):
        shape = unary_union(faces_of[code])
        assert shape.is_valid, code
        output.append({"type": "Feature", "id": code,
                       "properties": {"name": names[code], "iso2": iso2_of[code], "iso3": code,
                                      "source": SOURCE + NOTES.get(code, ""), "as_of": AS_OF},
                       "geometry": geojson_multipolygon(shape)})
    write_collection(arguments.output, output)


if __name__ == "__main__":
    main()
