"""picket route: the shortest way between places round closed airspace."""
from qgis.core import QgsProcessing, QgsProcessingParameterVectorDestination

from .. import parameters as p
from ..style import style_result
from .ways import Ways


class Route(Ways):
    command = "route"
    listed = "routes"
    title = "Shortest way round closed airspace"
    group_title = "Air"
    keywords = ("path", "flight", "airspace", "corridor", "shortest")
    short = "The shortest way by air between places, round what is closed, with its length, time and the corners it turns at."
    long = ("From each place to each of the others. Where there is no way a warning says so; where there is none at all the algorithm "
            "fails and says why.")

    def parameters(self):
        return [*p.places("FROM", "From", "ICAO codes of bases that ship with picket", "EPMM; 21.66,52.20"),
                *p.places("TO", "To", "ICAO codes of bases that ship with picket", "LRCT; 36.2,50.0"),
                *p.airspace(),
                p.text("SPEED", "Speed over ground, such as 450 kt", "For the time of each way: kt, km/h or m/s."),
                p.tolerance("How far an edge may lie from the true one, 0.1 m to 1 km."),
                QgsProcessingParameterVectorDestination("OUTPUT", "Ways", QgsProcessing.TypeVectorLine)]

    def work(self, a, answer):
        a.places("--from", "FROM")
        a.places("--to", "TO")
        a.airspace()
        a.text("--speed", "SPEED")
        a.text("--tolerance", "TOLERANCE")
        path = a.output("--out", "OUTPUT")
        results = self.results(a, path, answer)
        style_result(self, a.context, path, "route")
        return results
