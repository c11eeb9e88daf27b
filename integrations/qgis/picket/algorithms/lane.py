"""picket lane: the shortest way for ships between places, round land and closed waters."""
from qgis.core import QgsProcessing, QgsProcessingParameterVectorDestination

from .. import parameters as p
from ..style import style_result
from .ways import Ways


class Lane(Ways):
    command = "lane"
    listed = "lanes"
    title = "Shortest way for ships"
    group_title = "Sea"
    keywords = ("ship", "sea", "lane", "route", "maritime", "offshore", "strait", "path")
    short = "The shortest way by water between places, round land, mined waters and closed straits, as far off land as asked."
    long = ("From each place to each of the others. Where there is no way a warning says so; where there is none at all the algorithm "
            "fails and says why. The result serves as the lanes of a scenario.")

    def parameters(self):
        known = "Names of ports and places at sea that ship with picket"
        return [*p.places("FROM", "From", known, "Odesa; 30.9,46.4"), *p.places("TO", "To", known, "Bosphorus; 29.1,41.2"),
                p.text("OFFSHORE", "Distance to keep from land, such as 3 NM", f"But near both ends. {p.DISTANCE_UNITS}"),
                p.layer("AVOID", "Closed waters", "Polygons, or lines that no ship crosses, drawn from coast to coast to close a strait.",
                        [p.LINES, p.POLYGONS]),
                p.layer("LAND", "Land", "Polygons that are all the land there is; if left empty, the countries that ship with picket.",
                        [p.POLYGONS], advanced=True),
                p.tolerance("How far an edge may lie from the true one, and how far the lane keeps from land besides, 0.1 m to 100 m; if left "
                            "empty 0.1 m, or a thousandth of the distance to keep from land.", None),
                p.threads(), p.strict(),
                QgsProcessingParameterVectorDestination("OUTPUT", "Lanes", QgsProcessing.TypeVectorLine)]

    def work(self, a, answer):
        a.places("--from", "FROM")
        a.places("--to", "TO")
        a.text("--offshore", "OFFSHORE")
        a.layer("--avoid", "AVOID")
        a.layer("--land", "LAND")
        a.text("--tolerance", "TOLERANCE")
        a.whole("--threads", "THREADS")
        a.flag("--strict", "STRICT")
        path = a.output("--out", "OUTPUT")
        results = self.results(a, path, answer)
        style_result(self, a.context, path, "lane")
        return results
