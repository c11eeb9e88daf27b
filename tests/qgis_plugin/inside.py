"""QGIS with the plugin in it, as its zip installs it, and what the tests inside it share."""
import os
import sys
import unittest

from support import PROGRAM, World

WORLD = World()
for key, value in WORLD.environment(PICKET=PROGRAM).items():
    os.environ[key] = value
os.environ.pop("DISPLAY", None)
sys.path[:0] = [str(WORLD.plugins), "/usr/share/qgis/python/plugins"]

from qgis.core import (QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputLayerDefinition, QgsProject,
                       QgsVectorLayer)

# A profile of its own: QGIS reads it when it starts.
APPLICATION = QgsApplication([], True, str(WORLD.home / "profile"))
APPLICATION.initQgis()

import processing
from processing.core.Processing import Processing
from processing.gui.Postprocessing import handleAlgorithmResults

Processing.initialize()
import picket

PLUGIN = picket.classFactory(None)
PLUGIN.initProcessing()


class Told(QgsProcessingFeedback):
    """Keeps what it is told."""

    def __init__(self):
        super().__init__(False)
        self.warnings, self.errors, self.commands, self.steps = [], [], [], []

    def pushWarning(self, text):
        self.warnings.append(text)

    def reportError(self, text, fatalError=False):
        self.errors.append(text)

    def pushCommandInfo(self, text):
        self.commands.append(text)

    def setProgressText(self, text):
        self.steps.append(text)


def algorithm(command):
    return QgsApplication.processingRegistry().createAlgorithmById(f"picket:{command}")


class Inside(unittest.TestCase):
    def setUp(self):
        QgsProject.instance().clear()
        self.told = Told()

    def run_it(self, command, **parameters):
        parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
        return processing.run(f"picket:{command}", parameters, feedback=self.told)

    def loaded(self, command, **parameters):
        """As the dialog of an algorithm does it: run, then load into the project."""
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        results, ok = self.run_for_project(algorithm(command), parameters, context)
        self.assertTrue(ok, self.told.errors)
        self.assertTrue(handleAlgorithmResults(algorithm(command), context, self.told, parameters), self.told.errors)
        return results

    def run_for_project(self, alg, parameters, context):
        given = dict(parameters)
        for definition in alg.destinationParameterDefinitions():
            name = definition.name()
            if definition.type() != "folderDestination" and given.get(name):
                given[name] = QgsProcessingOutputLayerDefinition(given[name], QgsProject.instance())
        return alg.run(given, context, self.told)

    def features(self, path):
        layer = QgsVectorLayer(path, "result", "ogr")
        self.assertTrue(layer.isValid(), path)
        return layer, list(layer.getFeatures())

    def layer(self, name, add=True):
        layer = QgsVectorLayer(WORLD.path(name), name.split(".")[0], "ogr")
        self.assertTrue(layer.isValid(), name)
        return QgsProject.instance().addMapLayer(layer) if add else layer
