"""Parameters as the algorithms share them: made short to write, each with its tool tip."""
import re

from qgis.core import (QgsProcessing, QgsProcessingParameterBoolean, QgsProcessingParameterDefinition, QgsProcessingParameterEnum,
                       QgsProcessingParameterFeatureSource, QgsProcessingParameterField, QgsProcessingParameterNumber,
                       QgsProcessingParameterString)

POINTS, LINES, POLYGONS = (QgsProcessing.TypeVectorPoint, QgsProcessing.TypeVectorLine, QgsProcessing.TypeVectorPolygon)
DISTANCE_UNITS = "Write the unit: m, km, NM, mi or ft."


def _explained(parameter, tip, advanced):
    parameter.setHelp(tip)
    if advanced:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
    return parameter


def text(name, label, tip, default=None, optional=True, advanced=False):
    return _explained(QgsProcessingParameterString(name, label, default, False, optional), tip, advanced)


def yes_no(name, label, tip, default=False, advanced=False):
    return _explained(QgsProcessingParameterBoolean(name, label, default), tip, advanced)


def one_of(name, label, tip, words, advanced=False):
    """The first word is the default; the words are the values, so that they can be written in a model or on a command line."""
    return _explained(QgsProcessingParameterEnum(name, label, words, False, words[0], False, True), tip, advanced)


def whole(name, label, tip, least, most, advanced=False):
    return _explained(QgsProcessingParameterNumber(name, label, QgsProcessingParameterNumber.Integer, None, True, least, most), tip, advanced)


def number(name, label, tip, least=0.0):
    return _explained(QgsProcessingParameterNumber(name, label, QgsProcessingParameterNumber.Double, None, True, least), tip, False)


def layer(name, label, tip, kinds, optional=True, advanced=False):
    return _explained(QgsProcessingParameterFeatureSource(name, label, kinds, None, optional), tip, advanced)


def column(name, label, tip, parent, kind=QgsProcessingParameterField.Numeric):
    return _explained(QgsProcessingParameterField(name, label, None, parent, kind, False, True), tip, False)


def tolerance(tip, default="10 m"):
    return text("TOLERANCE", "Tolerance", f"{tip} {DISTANCE_UNITS}", default, advanced=True)


def threads():
    return whole("THREADS", "Threads", "How many threads to use; all of them if left empty. Results do not depend on it.", 1, 1024, True)


def strict():
    return yes_no("STRICT", "Refuse polygons that cross themselves", "Otherwise they are repaired, with a warning.", advanced=True)


def edges():
    return one_of("EDGES", "Edges between vertices", "How an edge runs between two vertices of the input: straight in the layer's own "
                  "coordinates, along the geodesic, or along the rhumb line.", ["straight", "geodesic", "rhumb"], advanced=True)


def places(name, label, what, example):
    """A list in words, and beside it a layer."""
    return [text(name, f"{label}, such as {example}", f"{what}, or LON,LAT in degrees. Several are parted by commas or semicolons."),
            layer(name + "_LAYER", f"{label}, as a layer of points", "Instead, or besides: a place at each point. Names are taken from the field "
                  "id, icao or name.", [POINTS])]


def airspace():
    return [text("CLOSED_COUNTRIES", "Closed countries, such as BLR, RUS", "Codes of countries whose airspace is closed, with their territorial "
                 "sea, from the data that ship with picket."),
            layer("CLOSED", "Closed airspace, as a layer of polygons", "Polygons that are closed to flight, as drawn.", [POLYGONS]),
            layer("OPEN", "Corridors through it", "Lines, with a width, or polygons, within which closed airspace is open.", [LINES, POLYGONS],
                  advanced=True),
            text("WIDTH", "Width of corridors along lines, such as 20 km", DISTANCE_UNITS, advanced=True),
            text("CLOSED_WHERE", "Filter on what is closed", "On the fields of the closed layer, as in ogr2ogr -where; without one, on those "
                 "of the shipped countries: iso3 in ('BLR','RUS').", advanced=True),
            yes_no("TERRITORIAL_SEA", "Close the territorial sea of closed countries", "12 NM from the coast, or to the line halfway to the "
                   "neighbour's.", True, True),
            strict()]


def patrol(label, only_for, on_station):
    return [text("AIRCRAFT", f"{label}, such as f16", f"{only_for} A type of the data that ship with picket: f16, f35a, typhoon, rafale, gripen, "
                 "fa18, mig29, p8a and others."),
            text("ON_STATION", "Time on station, such as 1 h", f"{on_station} Write the unit: min or h."),
            text("TANKER", "Tanker, such as 25.6,47.3", "Where a tanker flies its track: LON,LAT or the code of a base."),
            whole("REFUELLINGS", "Refuellings", "How many times at most it goes to the tanker in a sortie: 1 if left empty.", 1, 9, True),
            text("RECOVERY", "Other bases to land at", "Where it may land besides its base: codes or LON,LAT, parted by commas.", advanced=True)]


def words_in(given):
    """The places of a list: what stands between semicolons, line ends and commas, but LON,LAT stays together."""
    words = []
    for part in re.split(r"[;\n]", given):
        waiting = None  # a number that may be a longitude
        for word in (w.strip() for w in part.split(",")):
            if re.fullmatch(r"[-+]?[\d.]+", word):
                if waiting is None:
                    waiting = word
                    continue
                word, waiting = f"{waiting},{word}", None
            elif waiting is not None:
                words.append(waiting)
                waiting = None
            if word:
                words.append(word)
        if waiting is not None:
            words.append(waiting)
    return words
