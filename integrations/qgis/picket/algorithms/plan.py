"""picket plan: a whole scenario, written as a folder of layers, which are loaded."""
import json
import os

from qgis.core import (QgsProcessingException, QgsProcessingOutputFile, QgsProcessingOutputNumber, QgsProcessingParameterFile,
                       QgsProcessingParameterFolderDestination)

from .. import parameters as p
from ..algorithm import PicketAlgorithm
from ..plan_layers import load_plan


class Plan(PicketAlgorithm):
    command = "plan"
    title = "Plan a scenario"
    group_title = "Plans"
    keywords = ("scenario", "patrol", "zone", "lane", "reach", "coverage", "gaps", "sorties", "no-fly zone", "airspace")
    short = "Computes a scenario: reach, stations, zones held and their gaps, shipping lanes kilometre by kilometre."
    long = ("The scenario is a text file, such as those under /usr/share/picket/datasets/scenarios. The plan is a folder of layers with every "
            "number in summary.json; its layers are loaded in groups with their styles. A folder that stands there already is replaced if it "
            "is a plan; files of your own in it stay.")

    def parameters(self):
        scenario = QgsProcessingParameterFile("SCENARIO", "Scenario", extension="toml")
        scenario.setHelp("The file of the scenario, .toml.")
        return [scenario,
                p.text("EMIT", "Products", "What to write besides plan.json and summary.json, parted by commas, as picket plan --emit takes it: "
                       "geojson, gpkg, qgz, html, png, kml, csv, md.", "geojson,gpkg,qgz,html,png", optional=False),
                p.yes_no("LOAD", "Load the plan's layers", "In groups, with their styles; empty layers are left out.", True),
                p.text("TOLERANCE", "Tolerance", f"How far an edge may lie from the true curve; the scenario's if left empty. {p.DISTANCE_UNITS}",
                       advanced=True),
                p.yes_no("OVERWRITE", "Replace a plan that stands there", "Files of your own in the folder stay.", True, True),
                p.threads(), p.strict(),
                QgsProcessingParameterFolderDestination("OUTPUT", "Folder of the plan")]

    def initAlgorithm(self, _configuration=None):
        super().initAlgorithm()
        self.addOutput(QgsProcessingOutputFile("SUMMARY", "Every number of the plan, summary.json"))
        self.addOutput(QgsProcessingOutputNumber("REQUIREMENTS_MET", "Requirements that are met"))
        self.addOutput(QgsProcessingOutputNumber("REQUIREMENTS_MISSED", "Requirements that are missed"))

    def work(self, a, answer):
        folder = self.parameterAsFileOutput(a.parameters, "OUTPUT", a.context).rstrip("/")
        self.make_way(folder)
        a.words.append(self.parameterAsFile(a.parameters, "SCENARIO", a.context))
        a.words.append(f"--out={folder}")
        a.text("--emit", "EMIT")
        a.text("--tolerance", "TOLERANCE")
        a.whole("--threads", "THREADS")
        a.flag("--strict", "STRICT")
        a.flag("--overwrite", "OVERWRITE")
        a.feedback.pushInfo(answer(a).out)
        summary = os.path.join(folder, "summary.json")
        with open(summary, encoding="utf-8") as file:
            said = json.load(file)
        missed = [r for r in said["requirements"] if not r["met"]]
        for r in missed:
            a.feedback.pushWarning(f"Requirement missed: {r['key']} is {r['got']}, asked for is {r['condition'].replace('_', ' ')} {r['wanted']}")
        if self.parameterAsBool(a.parameters, "LOAD", a.context):
            load_plan(folder, said["title"], a.context, a.feedback)
        return {"OUTPUT": folder, "SUMMARY": summary, "REQUIREMENTS_MET": len(said["requirements"]) - len(missed),
                "REQUIREMENTS_MISSED": len(missed)}

    @staticmethod
    def make_way(folder):
        """QGIS makes the folder that the user chooses; picket makes its own, whole or not at all."""
        try:
            if os.path.isdir(folder) and not os.path.islink(folder) and not os.listdir(folder):
                os.rmdir(folder)
        except OSError as e:
            raise QgsProcessingException(f"{folder}: cannot be replaced: {e.strerror}") from e
