"""picket buffer: the ground within a geodesic distance of any layer's features."""
from qgis.core import QgsProcessing, QgsProcessingParameterVectorDestination

from .. import parameters as p
from ..algorithm import PicketAlgorithm
from ..style import style_result


class Buffer(PicketAlgorithm):
    command = "buffer"
    title = "Geodesic buffer"
    group_title = "Ground and lines"
    keywords = ("distance", "ellipsoid", "side", "inward", "dissolve", "radius")
    short = "The ground within a distance of points, lines and polygons, true on the ellipsoid, anywhere on Earth."
    long = ("Edges lie within the tolerance of the true distance, across the antimeridian and round the poles too. A negative distance "
            "goes inward from the edges of polygons. Of lines, the ground on one side alone may be taken.")

    def parameters(self):
        return [p.layer("INPUT", "Features", "Points, lines or polygons.",
                        [QgsProcessing.TypeVectorAnyGeometry], optional=False),
                p.text("DISTANCE", "Distance", f"Such as 100 km or 12 NM; with a minus sign inward from the edges of polygons. {p.DISTANCE_UNITS}",
                       "100 km", optional=False),
                p.one_of("SIDE", "Side of lines", "Of lines, the ground on one side, seen along the line. Other features have both.",
                         ["both", "left", "right"]),
                p.yes_no("DISSOLVE", "Dissolve", "One feature: the ground within the distance of any feature."),
                p.tolerance("How far an edge may lie from the true distance, 0.1 m to 1 km; if left empty 10 m, or a hundredth of the "
                            "distance where that is finer.", None),
                p.edges(), p.strict(),
                QgsProcessingParameterVectorDestination("OUTPUT", "Ground within the distance", QgsProcessing.TypeVectorPolygon)]

    def work(self, a, answer):
        a.layer("", "INPUT", "--layer")
        path = a.output("", "OUTPUT")
        a.text("--distance", "DISTANCE")
        a.choice("--side", "SIDE")
        a.flag("--dissolve", "DISSOLVE")
        a.text("--tolerance", "TOLERANCE")
        a.choice("--edges", "EDGES")
        a.flag("--strict", "STRICT")
        answer(a)
        style_result(self, a.context, path, "buffer")
        return {"OUTPUT": path}
