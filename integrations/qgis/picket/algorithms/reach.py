"""picket reach: the ground within a distance of bases round closed airspace, or where patrols from there can be held."""
from qgis.core import QgsProcessing, QgsProcessingParameterVectorDestination

from .. import parameters as p
from ..algorithm import PicketAlgorithm, lacks
from ..style import style_result


class Reach(PicketAlgorithm):
    command = "reach"
    title = "Reach of bases"
    group_title = "Air"
    keywords = ("range", "patrol", "airspace", "isochrone", "tanker", "aircraft", "radius", "endurance")
    short = "How far one gets from bases by the shortest way round closed airspace, or where an aircraft can patrol for a time."
    long = ("Give either radii, or an aircraft with times on station. Each base and each radius or time is a feature. With a tanker an "
            "aircraft goes farther; with other bases to land at it need not come home.")

    def parameters(self):
        return [*p.places("BASE", "Bases", "ICAO codes of bases that ship with picket", "EPMM; 21.66,52.20"),
                p.text("RADIUS", "Radius, such as 600 km, 1200 km", f"How far; several are parted by commas. {p.DISTANCE_UNITS}"),
                *p.patrol("Instead: aircraft", "Instead of a radius, with a time on station.",
                          "How long it is to stay; several are parted by commas."),
                *p.airspace(),
                p.tolerance("How far an edge may lie from the true one, 0.1 m to 1 km."), p.threads(),
                QgsProcessingParameterVectorDestination("OUTPUT", "Reach", QgsProcessing.TypeVectorPolygon)]

    def checkParameterValues(self, parameters, context):
        if lacks(parameters, "BASE", "BASE_LAYER"):
            return False, "Bases: give codes, such as EPMM, or LON,LAT, or a layer of points."
        if lacks(parameters, "RADIUS") == lacks(parameters, "AIRCRAFT"):
            return False, "How far? Give either a radius, such as 600 km, or an aircraft with a time on station, such as f16 and 1 h."
        return super().checkParameterValues(parameters, context)

    def work(self, a, answer):
        a.places("--base", "BASE")
        a.text("--radius", "RADIUS")
        a.patrol()
        a.airspace()
        a.text("--tolerance", "TOLERANCE")
        a.whole("--threads", "THREADS")
        path = a.output("--out", "OUTPUT")
        answer(a)
        style_result(self, a.context, path, "reach")
        return {"OUTPUT": path}
