"""picket cover: which sites to choose so that the most demand is covered."""
import json

from qgis.core import (QgsProcessing, QgsProcessingException, QgsProcessingOutputBoolean, QgsProcessingOutputNumber,
                       QgsProcessingParameterField, QgsProcessingParameterVectorDestination)

from .. import parameters as p
from ..algorithm import PicketAlgorithm, lacks
from ..style import style_result


class Cover(PicketAlgorithm):
    command = "cover"
    title = "Choose sites that cover demand"
    group_title = "Ground and lines"
    keywords = ("location", "allocation", "facility", "sites", "optimisation", "optimization", "set cover", "capacity", "budget")
    short = "Which sites to choose so that the most demand lies within a distance of one: by number, by budget, or the fewest for a share."
    long = ("Say how many sites, or a budget with the field of costs, or both; or a share alone. A point is covered when it lies within the "
            "radius, a polygon when all of it does. The choice is proven best, or its gap to the best there can be is told.")

    def parameters(self):
        return [p.layer("DEMAND", "Demand", "Points or polygons that are to be covered.", [p.POINTS, p.POLYGONS], optional=False),
                p.layer("SITES", "Sites", "Points to choose from.", [p.POINTS], optional=False),
                p.text("RADIUS", "Radius", f"How far a site covers, such as 800 m. {p.DISTANCE_UNITS}", "10 km", optional=False),
                p.whole("COUNT", "Number of sites", "Choose at most so many.", 0, 1000000000),
                p.number("BUDGET", "Budget", "Choose sites that cost no more together; needs the field of costs."),
                p.text("SHARE", "Instead: share to cover, such as 90 %", "The fewest sites, or with costs the cheapest, that cover so much."),
                p.column("WEIGHT", "Weight of a demand", "1 for a point, its square kilometres for a polygon, if left empty.", "DEMAND"),
                p.column("COST", "Cost of a site", "For a budget, or for the cheapest that cover a share.", "SITES"),
                p.column("CAPACITY", "Capacity of a site", "The weight it can serve; a demand may be served by several, in parts.", "SITES"),
                p.column("FIXED", "Chosen already", "Says which sites are chosen already: true or 1.", "SITES", QgsProcessingParameterField.Any),
                p.whole("NODES", "Nodes to search", "How far to search for a better choice or a proof.", 1, 2000000000, advanced=True),
                p.edges(), p.strict(),
                QgsProcessingParameterVectorDestination("OUTPUT", "Sites, chosen or not", QgsProcessing.TypeVectorPoint),
                QgsProcessingParameterVectorDestination("DEMAND_OUTPUT", "Demand, with the site that serves it", QgsProcessing.TypeVectorAnyGeometry,
                                                        None, True, False)]

    def initAlgorithm(self, _configuration=None):
        super().initAlgorithm()
        self.addOutput(QgsProcessingOutputNumber("CHOSEN", "Number of sites chosen"))
        self.addOutput(QgsProcessingOutputNumber("COVERED_SHARE", "Share of the demand that is covered, 0 to 1"))
        self.addOutput(QgsProcessingOutputNumber("GAP", "Gap between the choice and the best there can be, 0 to 1"))
        self.addOutput(QgsProcessingOutputBoolean("PROVEN", "Whether no choice is better"))

    def checkParameterValues(self, parameters, context):
        if lacks(parameters, "COUNT", "BUDGET", "SHARE"):
            return False, "Nothing is asked for: give a number of sites, or a budget with the field of costs, or a share to cover."
        return super().checkParameterValues(parameters, context)

    def work(self, a, answer):
        a.layer("", "DEMAND", "--layer")
        a.layer("", "SITES", "--sites-layer")
        a.text("--radius", "RADIUS")
        a.whole("--count", "COUNT")
        a.number("--budget", "BUDGET")
        a.text("--share", "SHARE")
        for option, name in (("--weight", "WEIGHT"), ("--cost", "COST"), ("--capacity", "CAPACITY"), ("--fixed", "FIXED")):
            a.text(option, name)
        a.whole("--nodes", "NODES")
        a.choice("--edges", "EDGES")
        a.flag("--strict", "STRICT")
        results = {"OUTPUT": a.output("--out", "OUTPUT")}
        if a.has("DEMAND_OUTPUT"):
            results["DEMAND_OUTPUT"] = a.output("--demand-out", "DEMAND_OUTPUT")
        a.words.append("--json")
        said = json.loads(answer(a).out)
        if "why_not" in said:
            raise QgsProcessingException(f"picket cover: the answer is no: {said['why_not']}")
        self.tell(said, a.feedback)
        style_result(self, a.context, results["OUTPUT"], "cover")
        if "DEMAND_OUTPUT" in results:
            style_result(self, a.context, results["DEMAND_OUTPUT"], "cover-demand", "DEMAND_OUTPUT")
        return {**results, "CHOSEN": said["count"], "COVERED_SHARE": said["covered_share"], "GAP": said["gap"], "PROVEN": said["proven"]}

    @staticmethod
    def tell(said, feedback):
        feedback.pushInfo(f"Chosen: {', '.join(said['sites']) or 'none'}")
        cost = "" if said["cost"] is None else f", at a cost of {said['cost']:.10g}"
        feedback.pushInfo(f"Covered: {said['covered_weight']:.10g} of {said['total_weight']:.10g}, {said['covered_share']:.2%}, by "
                          f"{said['count']} site{'' if said['count'] == 1 else 's'}{cost}")
        feedback.pushInfo("Proven: no choice is better." if said["proven"] else
                          f"Not proven: the best there can be lies within {said['gap']:.4%}; more nodes may close the gap.")
