#!/usr/bin/env python3
"""Make datasets/territorial_sea.fgb: the sea within 12 NM of the coast of each country of countries.geojson.

Source   datasets/countries.geojson, as made by derive_countries.py
Needs    Debian: python3-shapely python3-pyproj python3-scipy gdal-bin (made with Debian 12: shapely 1.8, GEOS 3.11,
         scipy 1.10, GDAL 3.6)
Run      /usr/bin/python3 scripts/derive_territorial_sea.py datasets/countries.geojson territorial_sea.geojson
         ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=NO datasets/territorial_sea.fgb territorial_sea.geojson
         Takes half a minute; a second run gives the same bytes. The second step is for size and for the speed of reading.

The rule: a place of the sea within 12 NM (22,224 m, geodesic) of land belongs to the country whose coast is nearest. So the
seas of neighbours meet at the equidistance line. A coast is a boundary of land with no land on its other side. There are no
straight baselines, treaty lines, lesser claims (3 or 6 NM) or internal waters in this, and the Caspian counts as sea.
Coasts beyond the edge of the box are not in countries.geojson: near it the sea may be too small or be a neighbour's.

How it is done. The outer limits, the equidistance lines and all the boundaries of the land go, as lines, into one network
that has a vertex at every crossing, with whole multiples of 1e-6 degrees as coordinates. Each face of the network that is sea
within 12 NM is given, whole, to one country. So the sea has the very vertices of the coast, and the union of a country with its
sea, or of two neighbours' seas, has no slivers; and the sea of one country never lies on the land of another.
"""

import argparse
import json
import math
import sys

import numpy
from pyproj import Geod, Proj
from scipy.spatial import Delaunay, cKDTree
from shapely.geometry import LineString, MultiLineString, Point, box, shape
from shapely.ops import linemerge, polygonize, transform, unary_union
from shapely.prepared import prep

sys.dont_write_bytecode = True  # no __pycache__ next to the scripts
from derive_countries import EAST, NORTH, SOUTH, UNIT, WEST, geojson_multipolygon, noded, write_collection  # noqa: E402

SOURCE = "Derived from countries.geojson: 12 NM, cut at the equidistance line"
LIMIT_M = 22_224
SAMPLE_M = 250  # spacing of the samples that stand for a coast
CHUNK_M = 1_500  # a coast is buffered in pieces so long
QUADRANT = 32  # segments of a quarter circle in the buffers
SIMPLIFY_DEG = 0.00015  # at most 17 m: outer limits, and equidistance lines ...
SIMPLIFY_BEYOND_M = 3_000  # ... so far from the coast
EARTH_M = 6_371_000  # only to turn metres into arcs for searches
FRAME = (WEST * UNIT, SOUTH * UNIT, EAST * UNIT, NORTH * UNIT)
GEOD = Geod(ellps="WGS84")
ECCENTRICITY = math.sqrt(GEOD.es)


def unit_vectors(lon_lat):
    """Places on a sphere by their conformal latitude. Distances to several coasts from one place compare there as they do on
    the ellipsoid: the scale is the same in all directions and changes by less than 1e-4 within 24 NM."""
    lon, lat = numpy.radians(numpy.asarray(lon_lat, dtype=float).reshape(-1, 2)).T
    sin = numpy.sin(lat)
    chi = numpy.arctan(numpy.sinh(numpy.arctanh(sin) - ECCENTRICITY * numpy.arctanh(ECCENTRICITY * sin)))
    return numpy.column_stack([numpy.cos(chi) * numpy.cos(lon), numpy.cos(chi) * numpy.sin(lon), numpy.sin(chi)])


def lon_lats(vectors):
    x, y, z = numpy.asarray(vectors).T
    isometric = numpy.arctanh(z / numpy.sqrt(x * x + y * y + z * z))
    sin = numpy.tanh(isometric)
    for _ in range(8):
        sin = numpy.tanh(isometric + ECCENTRICITY * numpy.arctanh(ECCENTRICITY * sin))
    return numpy.degrees(numpy.column_stack([numpy.arctan2(y, x), numpy.arcsin(sin)]))


def metres_per_degree(lat):
    """East and north, on the ellipsoid."""
    sin = math.sin(math.radians(lat))
    root = math.sqrt(1 - GEOD.es * sin * sin)
    east = GEOD.a / root * math.cos(math.radians(lat))
    north = GEOD.a * (1 - GEOD.es) / root**3
    return math.radians(east), math.radians(north)


def length(a, b):
    east, north = metres_per_degree((a[1] + b[1]) / 2)
    return math.hypot((b[0] - a[0]) * east, (b[1] - a[1]) * north)


def between(a, b, share):
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def find_coasts(countries):
    """Runs of coast as (country, points): the edges that no other country has and that are not the edge of the box."""
    rings = [(code, list(ring.coords)) for code, land in countries.items() for polygon in land.geoms
             for ring in (polygon.exterior, *polygon.interiors)]
    edges = {edge for _, ring in rings for edge in zip(ring, ring[1:])}

    def is_coast(a, b):
        on_box = (a[0] == b[0] and a[0] in (WEST, EAST)) or (a[1] == b[1] and a[1] in (SOUTH, NORTH))
        return (b, a) not in edges and not on_box

    runs = []
    for code, ring in rings:
        run = []
        for a, b in zip(ring, ring[1:]):
            if is_coast(a, b):
                run = run or [a]
                run.append(b)
            elif run:
                runs.append((code, run))
                run = []
        if run:
            runs.append((code, run))
    return runs


def sample_coasts(runs):
    """Places along the coasts with their country, none at the places where two countries' coasts meet. The samples next to such a
    place stand in pairs, as far from it on the one coast as on the other, so that the equidistance line leads right to it."""
    at = {}
    for code, run in runs:
        for a, b in zip(run, run[1:]):
            at.setdefault(a, []).append((code, length(a, b)))
            at.setdefault(b, []).append((code, length(a, b)))
    meeting = {place: min(size for _, size in edges) for place, edges in at.items() if len({code for code, _ in edges}) > 1}

    places, codes = [], []
    for code, run in runs:
        for a, b in zip(run, run[1:]):
            size = length(a, b)
            shares = {step / math.ceil(size / SAMPLE_M) for step in range(math.ceil(size / SAMPLE_M) + 1)}
            for end, reach in ((0.0, meeting.get(a)), (1.0, meeting.get(b))):
                if reach:
                    shares = {share for share in shares if abs(share - end) * size > reach * 0.6}
                    steps = [64.0 * 2**k for k in range(8) if 64.0 * 2**k <= reach * 0.45] + [reach * 0.5]
                    shares |= {abs(end - step / size) for step in steps}
            for share in sorted(shares):
                places.append(between(a, b, share))
                codes.append(code)
    first = {}
    for place, code in zip(places, codes):
        first.setdefault(place, code)
    return list(first), [first[place] for place in first], sorted(meeting)


def outer_limit(runs):
    """The area within 12 NM of a coast. Each piece of coast is buffered in an azimuthal equidistant projection of its own
    neighbourhood. The pieces are short because GEOS straightens what it buffers by up to a hundredth of the distance."""
    chunks = []
    for _, run in runs:
        chunk, size = [run[0]], 0.0
        for a, b in zip(run, run[1:]):
            steps = math.ceil(length(a, b) / CHUNK_M)
            for step in range(steps):
                chunk.append(between(a, b, (step + 1) / steps))
                size += length(a, b) / steps
                if size >= CHUNK_M:
                    chunks.append(chunk)
                    chunk, size = [chunk[-1]], 0.0
        if len(chunk) > 1:
            chunks.append(chunk)

    # One projection for all the chunks of a cell of half a degree.
    cells = {}
    for chunk in chunks:
        cells.setdefault((math.floor(chunk[0][0] * 2), math.floor(chunk[0][1] * 2)), []).append(chunk)
    # The circles of the buffers are polygons inside the true circle: make them as much too large as too small.
    radius = LIMIT_M * (1 + (1 - math.cos(math.pi / 4 / QUADRANT)) / 2)
    areas = []
    for (x, y), members in sorted(cells.items()):
        projection = Proj(proj="aeqd", lon_0=x / 2 + 0.25, lat_0=y / 2 + 0.25, ellps="WGS84")
        buffers = [LineString(numpy.column_stack(projection(*zip(*chunk)))).buffer(radius, QUADRANT) for chunk in members]
        area = unary_union(buffers)
        areas.append(transform(lambda east, north: projection(east, north, inverse=True), area))
    return unary_union(areas)


def equidistance_lines(places, codes):
    """The places at sea as far from one country's coast as from another's, within 12 NM and a little of them."""
    vectors = unit_vectors(places)
    codes = numpy.array(codes)
    reach = 2.2 * LIMIT_M / EARTH_M
    # Only samples near another country's coast matter.
    near = numpy.zeros(len(codes), bool)
    for code in sorted(set(codes)):
        own = codes == code
        distance, _ = cKDTree(vectors[~own]).query(vectors[own], distance_upper_bound=reach)
        near[numpy.flatnonzero(own)[numpy.isfinite(distance)]] = True
    vectors, codes = vectors[near], codes[near]

    # The Delaunay triangles of the sphere are those of its stereographic projection, which keeps circles. A ring of points
    # far outside belongs to nobody.
    pole = unit_vectors([(30, 50)])[0]
    east = numpy.cross((0, 0, 1), pole)
    east /= numpy.linalg.norm(east)
    north = numpy.cross(pole, east)
    scale = 2 / (1 + vectors @ pole)
    plane = numpy.column_stack([vectors @ east * scale, vectors @ north * scale])
    turns = numpy.arange(64) * (2 * math.pi / 64)
    plane = numpy.vstack([plane, 3 * numpy.column_stack([numpy.cos(turns), numpy.sin(turns)])])
    triangulation = Delaunay(plane)
    triangles, neighbours = triangulation.simplices, triangulation.neighbors

    # The place as far from all the three corners of a triangle.
    real = (triangles < len(vectors)).all(axis=1)
    a, b, c = (vectors[numpy.where(real, triangles[:, k], 0)] for k in range(3))
    centres = numpy.cross(b - a, c - a)
    centres /= numpy.maximum(numpy.linalg.norm(centres, axis=1), 1e-300)[:, None]
    centres *= numpy.sign((centres * a).sum(axis=1))[:, None]

    lines = []
    keep = 1.05 * LIMIT_M / EARTH_M
    for first in numpy.flatnonzero(real):
        for corner in range(3):
            second = neighbours[first, corner]
            if second < first or not real[second]:
                continue
            p, q = triangles[first, (corner + 1) % 3], triangles[first, (corner + 2) % 3]
            if codes[p] == codes[q] or numpy.linalg.norm(vectors[p] - vectors[q]) > 2 * keep:
                continue
            start, end = centres[first], centres[second]
            size = numpy.linalg.norm(end - start)
            if size < 1e-12:
                continue
            steps = max(1, math.ceil(size * EARTH_M / 1_000))
            shares = numpy.arange(steps + 1)[:, None] / steps
            points = start * (1 - shares) + end * shares
            points /= numpy.linalg.norm(points, axis=1)[:, None]
            close = numpy.linalg.norm(points - vectors[p], axis=1) < keep
            points = lon_lats(points)
            lines += [(tuple(points[k]), tuple(points[k + 1])) for k in range(steps) if close[k] or close[k + 1]]
    return linemerge(MultiLineString([line for line in lines if line[0] != line[1]]))


def parts_of(lines):
    return [part for part in getattr(lines, "geoms", [lines]) if part.geom_type == "LineString" and len(part.coords) > 1]


def simplified_offshore(line, tree):
    """The line with fewer vertices where it is far from the coast, untouched where it is near."""
    points = list(line.coords)
    distance, _ = tree.query(unit_vectors(points))
    far = distance * EARTH_M > SIMPLIFY_BEYOND_M
    result, k = points[:1], 0
    while k < len(points) - 1:
        stop = k + 1
        while stop < len(points) - 1 and far[k] and far[stop]:
            stop += 1
        result += list(LineString(points[k:stop + 1]).simplify(SIMPLIFY_DEG).coords)[1:]
        k = stop
    return LineString(result)


def snapped(line, meeting_tree, meeting, within_m):
    """The line with those vertices that all but hit a place where two coasts meet put onto it."""
    points = list(line.coords)
    distance, index = meeting_tree.query(unit_vectors(points))
    points = [meeting[i] if d * EARTH_M < within_m else point for point, d, i in zip(points, distance, index)]
    points = [point for k, point in enumerate(points) if k == 0 or point != points[k - 1]]
    return LineString(points) if len(points) > 1 else None


def whole(line):
    return LineString([(round(x * UNIT), round(y * UNIT)) for x, y in line.coords])


def main():
    parser = argparse.ArgumentParser(description="Make territorial_sea.geojson from countries.geojson.")
    parser.add_argument("countries", help="countries.geojson")
    parser.add_argument("output", help="the GeoJSON file to write")
    arguments = parser.parse_args()

    with open(arguments.countries, encoding="utf-8") as file:
        features = json.load(file)["features"]
    countries = {feature["id"]: shape(feature["geometry"]) for feature in features}
    land = unary_union(list(countries.values()))
    frame = box(WEST, SOUTH, EAST, NORTH)

    runs = find_coasts(countries)
    places, codes, meeting = sample_coasts(runs)
    tree = cKDTree(unit_vectors(places))
    print(len(places), "samples of coast;", len(meeting), "places where two countries' coasts meet")

    limit = outer_limit(runs).boundary.intersection(frame).difference(land)
    limits = [line.simplify(SIMPLIFY_DEG) for line in parts_of(linemerge(limit))]
    medians = parts_of(linemerge(equidistance_lines(places, codes).intersection(frame).difference(land)))
    meeting_tree = cKDTree(unit_vectors(meeting))
    medians = [snapped(simplified_offshore(line, tree), meeting_tree, meeting, 2.0) for line in medians]
    medians = [line for line in medians if line]

    boundaries = [LineString(ring.coords) for country in countries.values() for polygon in country.geoms
                  for ring in (polygon.exterior, *polygon.interiors)]
    network = noded([whole(line) for line in (*boundaries, *limits, *medians, LineString(frame.exterior.coords))
                     if len(set(whole(line).coords)) > 1])

    frame = box(*FRAME)
    prepared_land = prep(land)
    sea = {}
    for face in polygonize(network):
        inside = face.representative_point()
        place = (inside.x / UNIT, inside.y / UNIT)
        if not frame.covers(face) or prepared_land.contains(Point(place)):
            continue
        _, index = tree.query(unit_vectors([place])[0])
        if GEOD.inv(*place, *places[index])[2] <= LIMIT_M:
            sea.setdefault(codes[index], []).append(face)

    output = []
    for feature in features:
        code = feature["id"]
        if code in sea:
            area = unary_union(sea[code])
            assert area.is_valid, code
            output.append({"type": "Feature", "id": code,
                           "properties": {"name": feature["properties"]["name"], "iso3": code, "source": SOURCE,
                                          "as_of": feature["properties"]["as_of"]},
                           "geometry": geojson_multipolygon(area)})
    write_collection(arguments.output, output)


if __name__ == "__main__":
    main()
