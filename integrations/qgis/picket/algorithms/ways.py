"""What `route` and `lane` share: ways between places, of which there may be none."""
import json

from qgis.core import QgsProcessingOutputNumber

from ..algorithm import PicketAlgorithm, lacks


class Ways(PicketAlgorithm):
    listed = ""  # the key of the ways in picket's JSON

    def initAlgorithm(self, _configuration=None):
        super().initAlgorithm()
        self.addOutput(QgsProcessingOutputNumber("FOUND", "Ways found"))
        self.addOutput(QgsProcessingOutputNumber("MISSING", "Pairs of places without a way"))
        self.addOutput(QgsProcessingOutputNumber("SHORTEST_KM", "Length of the shortest of them, in kilometres"))

    def checkParameterValues(self, parameters, context):
        for name, label in (("FROM", "From"), ("TO", "To")):
            if lacks(parameters, name, name + "_LAYER"):
                return False, f"{label}: name a place, or give LON,LAT, or a layer of points."
        return super().checkParameterValues(parameters, context)

    def results(self, a, path, answer):
        """Where some pairs have a way the layer has those, and the program's notices name the others."""
        a.words.append("--json")
        said = answer(a)
        ways = json.loads(said.out)[self.listed]
        lengths = [w["length_km"] for w in ways if w["length_km"] is not None]
        if not lengths:
            raise self.refused(said)
        for w in ways:
            length = "no way" if w["length_km"] is None else f"{w['length_km']:.3f} km, {w['length_nmi']:.3f} NM" if "length_nmi" in w else ""
            a.feedback.pushInfo(f"{w['from']} to {w['to']}: {length} (direct {w['direct_km']:.3f} km)")
        return {"OUTPUT": path, "FOUND": len(lengths), "MISSING": len(ways) - len(lengths), "SHORTEST_KM": min(lengths)}
