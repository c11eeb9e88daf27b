"""picket frontline: the line of contact from polygons of controlled ground, and the other way."""
import json

from qgis.core import QgsProcessing, QgsProcessingOutputNumber, QgsProcessingParameterVectorDestination

from .. import parameters as p
from ..algorithm import PicketAlgorithm, lacks
from ..style import style_result


class Frontline(PicketAlgorithm):
    command = "frontline"
    title = "Front line and controlled ground"
    group_title = "Ground and lines"
    keywords = ("front", "contact", "control", "border", "line", "territory", "boundary")
    short = "The line of contact from polygons of controlled ground; or, the other way, controlled ground from a line."
    long = ("What lies within the tolerance of border or coast is no line of contact. To make ground from a line, tick the box and give a "
            "place on the ground beyond it; the line has to reach border or coast at both ends.")

    def parameters(self):
        return [p.layer("INPUT", "Controlled ground, or a line", "Polygons of controlled ground; or lines, with the box below ticked.",
                        [p.LINES, p.POLYGONS], optional=False),
                p.layer("BORDERS", "Countries", "Polygons whose outlines are border and coast.", [p.POLYGONS], optional=False),
                p.yes_no("TO_CONTROL", "From a line to the ground beyond it", "Makes polygons of controlled ground from a line."),
                p.text("SEEDS", "Places beyond the line, such as 34.10,44.95", "LON,LAT on the ground beyond the line. Several are parted by semicolons."),
                p.tolerance("What is nearer to border or coast is no line of contact, 1 m to 50 km.", "1 km"),
                p.text("MIN_LENGTH", "Shortest piece", f"Shorter pieces are left out. {p.DISTANCE_UNITS}", "5 km", advanced=True),
                p.text("SLIVER", "Gaps to close", "Gaps between polygons that are narrower are closed; a fifth of the tolerance if left empty. "
                       f"{p.DISTANCE_UNITS}", advanced=True),
                p.one_of("ENDS", "Ends of open pieces", "Which are led on along the boundary to the border: cut (none: they end at the "
                         "tolerance), main (the main line), or border (all).", ["cut", "main", "border"], advanced=True),
                p.edges(), p.strict(),
                QgsProcessingParameterVectorDestination("OUTPUT", "Front line or controlled ground", QgsProcessing.TypeVectorAnyGeometry)]

    def initAlgorithm(self, _configuration=None):
        super().initAlgorithm()
        self.addOutput(QgsProcessingOutputNumber("LENGTH_KM", "Length of the line, in kilometres"))
        self.addOutput(QgsProcessingOutputNumber("AREA_KM2", "Area of the ground, in square kilometres"))

    def checkParameterValues(self, parameters, context):
        if self.parameterAsBool(parameters, "TO_CONTROL", context) and lacks(parameters, "SEEDS"):
            return False, "Places beyond the line: to make ground from a line, give LON,LAT of a place beyond it."
        return super().checkParameterValues(parameters, context)

    def work(self, a, answer):
        to_control = self.parameterAsBool(a.parameters, "TO_CONTROL", a.context)
        a.layer("", "INPUT", "--layer")
        a.layer("--borders", "BORDERS", "--borders-layer")
        a.flag("--to-control", "TO_CONTROL")
        a.listed("--seed", "SEEDS")
        a.text("--tolerance", "TOLERANCE")
        a.text("--min-length", "MIN_LENGTH")
        a.text("--sliver", "SLIVER")
        a.choice("--ends", "ENDS")
        a.choice("--edges", "EDGES")
        a.flag("--strict", "STRICT")
        path = a.output("--out", "OUTPUT")
        a.words.append("--json")
        said = json.loads(answer(a).out)
        style_result(self, a.context, path, "control" if to_control else "frontline")
        if to_control:
            a.feedback.pushInfo(f"{said['area_km2']:.3f} km²")
            return {"OUTPUT": path, "AREA_KM2": said["area_km2"]}
        for piece in said["pieces"]:
            a.feedback.pushInfo(f"{piece['name']}: {piece['length_km']:.3f} km")
        return {"OUTPUT": path, "LENGTH_KM": said["total_km"]}
