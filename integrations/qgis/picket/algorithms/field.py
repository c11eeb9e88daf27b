"""picket field: a raster of distance, time, time on station, or how many bases allow one."""
from qgis.core import QgsProcessingParameterRasterDestination

from .. import parameters as p
from ..algorithm import PicketAlgorithm, lacks
from ..style import style_result


class Field(PicketAlgorithm):
    command = "field"
    title = "Field of distance or time"
    group_title = "Air"
    keywords = ("raster", "distance", "time", "cost", "airspace", "patrol", "aircraft", "proximity", "heatmap")
    short = ("A raster round closed airspace: distance to the nearest base, time from it, longest time on station, or how many bases "
             "allow one.")
    long = ("distance is in kilometres and time in minutes, which needs a speed; on-station is the longest time an aircraft can stay, in "
            "minutes; count is the number of bases from which it can stay for the time given. The raster is a cloud-optimised GeoTIFF.")

    def parameters(self):
        return [*p.places("BASE", "Bases", "ICAO codes of bases that ship with picket", "EPMM; 21.66,52.20"),
                p.one_of("WHAT", "What each cell tells", "distance (km) or time (min) of the nearest base, on-station (the longest time on "
                         "station from any base, min), or count (of bases from which the time on station can be spent there).",
                         ["distance", "time", "on-station", "count"]),
                p.text("CELL", "Cell, such as 5 km or 0.05 deg", "Side of a cell: in metres or kilometres of an equal-area plane, or in degrees, of longitude and latitude.", "5 km",
                       optional=False),
                p.text("RADIUS", "Radius", "No way is longer, and places farther have no value; if left empty 1000 km, or as far as the aircraft "
                       f"flies. {p.DISTANCE_UNITS}"),
                p.text("SPEED", "Speed, for time, such as 480 kt", "Of the flight from the nearest base: kt, km/h or m/s."),
                *p.patrol("Aircraft, for on-station and count", "For on-station and count.", "For count: how long it is to stay."),
                *p.airspace(),
                p.tolerance("How far an edge of closed airspace may lie from the true one, 0.1 m to 1 km."), p.threads(),
                QgsProcessingParameterRasterDestination("OUTPUT", "Field")]

    def checkParameterValues(self, parameters, context):
        if lacks(parameters, "BASE", "BASE_LAYER"):
            return False, "Bases: give codes, such as EPMM, or LON,LAT, or a layer of points."
        return super().checkParameterValues(parameters, context)

    def work(self, a, answer):
        a.places("--bases", "BASE")
        a.choice("--what", "WHAT")
        a.text("--cell", "CELL")
        a.text("--radius", "RADIUS")
        a.text("--speed", "SPEED")
        a.patrol()
        a.airspace()
        a.text("--tolerance", "TOLERANCE")
        a.whole("--threads", "THREADS")
        path = a.output("--out", "OUTPUT")
        answer(a)
        style_result(self, a.context, path, "field-" + self.parameterAsEnumString(a.parameters, "WHAT", a.context))
        return {"OUTPUT": path}
