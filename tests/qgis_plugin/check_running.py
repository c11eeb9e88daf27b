#!/usr/bin/env python3
"""Models, batches, cancelling, and what the plugin says of itself."""
import os
import subprocess
import time

import support
from inside import Inside, Told, WORLD, algorithm
from support import PROGRAM
from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import (QgsApplication, QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException,
                       QgsProcessingModelAlgorithm, QgsProcessingModelChildAlgorithm, QgsProcessingModelChildParameterSource,
                       QgsProcessingModelOutput, QgsProcessingModelParameter, QgsProcessingParameterFeatureSource, QgsProject)


class Running(Inside):
    # Models and batches

    def model(self):
        model = QgsProcessingModelAlgorithm("Reach of a layer", "tests")
        model.addModelParameter(QgsProcessingParameterFeatureSource("bases", "Bases"), QgsProcessingModelParameter("bases"))
        child = QgsProcessingModelChildAlgorithm("picket:reach")
        child.setChildId("reach")
        source = QgsProcessingModelChildParameterSource
        child.addParameterSources("BASE_LAYER", [source.fromModelParameter("bases")])
        child.addParameterSources("RADIUS", [source.fromExpression("to_string(50 * 2) || ' km'")])
        model.addChildAlgorithm(child)
        after = QgsProcessingModelChildAlgorithm("picket:buffer")
        after.setChildId("wider")
        after.addParameterSources("INPUT", [source.fromChildOutput("reach", "OUTPUT")])
        after.addParameterSources("DISTANCE", [source.fromStaticValue("5 km")])
        wider = QgsProcessingModelOutput("wider", "Wider")
        wider.setChildId("wider")
        wider.setChildOutputName("OUTPUT")
        after.setModelOutputs({"wider": wider})
        model.addChildAlgorithm(after)
        for name in model.childAlgorithms():
            # As the modeler's dialog does, which writes down every value.
            child = model.childAlgorithm(name)
            for definition in child.algorithm().parameterDefinitions():
                if definition.name() not in child.parameterSources() and not definition.isDestination() and definition.defaultValue() is not None:
                    child.addParameterSources(definition.name(), [source.fromStaticValue(definition.defaultValue())])
            model.setChildAlgorithm(child)
        return model

    def test_a_model(self):
        model = self.model()
        self.assertTrue(model.validate()[0], model.validate())
        path = WORLD.path("model.model3")
        self.assertTrue(model.toFile(path))
        read = QgsProcessingModelAlgorithm()
        self.assertTrue(read.fromFile(path))
        read.initAlgorithm()
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        bases = self.layer("bases.geojson")
        name = next(d.name() for d in read.destinationParameterDefinitions())
        results, ok = read.run({"bases": bases.id(), name: WORLD.path("wider.geojson")}, context, self.told)
        self.assertTrue(ok, self.told.errors)
        _, found = self.features(WORLD.path("wider.geojson"))
        self.assertEqual([(f["base"], f["radius_km"], f["distance_m"]) for f in found], [(b["icao"], 100, 5000) for b in bases.getFeatures()])

    def test_a_batch(self):
        alg = algorithm("reach")
        self.assertTrue(alg.flags() & QgsProcessingAlgorithm.FlagSupportsBatch)
        rows = [{"BASE": "15,50", "RADIUS": f"{km} km", "OUTPUT": WORLD.path(f"batch-{km}.geojson")} for km in (100, 200)]
        for row in rows + [{**rows[0], "OUTPUT": WORLD.path("batch-wrong.geojson"), "BASE": "EPPM"}] + rows[:1]:
            context = QgsProcessingContext()
            _, ok = alg.run(row, context, self.told)
            self.assertEqual(ok, row["BASE"] != "EPPM")
        for km in (100, 200):
            self.assertEqual([f["radius_km"] for f in self.features(WORLD.path(f"batch-{km}.geojson"))[1]], [km])

    # Cancelling

    def cancelled(self, command, script=None, **parameters):
        """How long it takes from the first step to the end."""

        class Impatient(Told):
            began = None

            def setProgressText(self, text):
                self.began = self.began or time.monotonic()
                self.cancel()

        self.told = Impatient()
        with self.program(script):
            with self.assertRaises(QgsProcessingException) as raised:
                self.run_it(command, **parameters)
        self.assertIn("Cancelled", str(raised.exception))
        return time.monotonic() - self.told.began

    def program(self, script):
        class Set:
            def __enter__(self):
                os.environ["PICKET"] = script or PROGRAM

            def __exit__(self, *_):
                os.environ["PICKET"] = PROGRAM

        return Set()

    def slow(self, name, before=""):
        return WORLD.script(name, f'[ "$1" = --version ] && exec {PROGRAM} --version\n{before}echo $$ > {WORLD.path(name)}.pid\n'
                            'echo "picket: progress 5 %: working" >&2\n')

    def gone(self, name):
        with open(WORLD.path(name + ".pid"), encoding="utf-8") as file:
            return not os.path.exists(f"/proc/{file.read().strip()}")

    def test_cancel_stops_the_program(self):
        script = self.slow("patient")
        with open(script, "a", encoding="utf-8") as file:
            file.write("exec sleep 60\n")
        took = self.cancelled("reach", script, BASE="15,50", RADIUS="100 km")
        self.assertLess(took, 3)
        self.assertTrue(self.gone("patient"))

    def test_cancel_kills_a_program_that_will_not_stop(self):
        script = self.slow("stubborn", "trap '' TERM\n")
        with open(script, "a", encoding="utf-8") as file:
            file.write("while :; do sleep 1; done\n")
        took = self.cancelled("reach", script, BASE="15,50", RADIUS="100 km")
        self.assertLess(took, 8)
        self.assertTrue(self.gone("stubborn"))

    def test_cancel_leaves_nothing(self):
        path = WORLD.path("cancelled.tif")
        self.cancelled("field", BASE="15,50; EPMM", RADIUS="900 km", CELL="500 m", CLOSED=WORLD.path("square.geojson"), OUTPUT=path)
        self.assertFalse(os.path.exists(path))

    # The program

    def test_the_setting_comes_first(self):
        marked = WORLD.script("marked", f'echo "picket: notice: the one of the options" >&2\nexec {PROGRAM} "$@"\n')
        ProcessingConfig.setSettingValue("PICKET_PROGRAM", marked)
        try:
            os.environ["PICKET"] = "/nowhere/picket"
            self.run_it("reach", BASE="15,50", RADIUS="100 km")
            self.assertEqual(self.told.warnings, ["the one of the options"])
            os.remove(marked)
            with self.assertRaises(QgsProcessingException) as raised:
                self.run_it("reach", BASE="15,50", RADIUS="100 km")
            self.assertIn(f"The Processing options name {marked}, where there is no program", str(raised.exception))
        finally:
            os.environ["PICKET"] = PROGRAM
            ProcessingConfig.setSettingValue("PICKET_PROGRAM", "")

    def test_every_parameter_explains_itself(self):
        for alg in QgsApplication.processingRegistry().providerById("picket").algorithms():
            self.assertTrue(alg.group() and alg.shortHelpString() and len(alg.tags()) > 4, alg.id())
            self.assertFalse(alg.icon().isNull(), alg.id())
            self.assertTrue(os.path.isfile(alg.svgIconPath()), alg.id())
            for definition in alg.parameterDefinitions():
                self.assertTrue(definition.isDestination() or definition.help(), f"{alg.id()}, {definition.name()}")

    def test_every_option_of_the_commands_is_there(self):
        """But those that QGIS has another way for."""
        elsewhere = {"--help", "--layer", "--where", "--out", "--overwrite", "--json", "--sites-layer", "--sites-where", "--borders-layer",
                     "--borders-where"}
        plugin = WORLD.plugins / "picket"
        for alg in QgsApplication.processingRegistry().providerById("picket").algorithms():
            text = subprocess.run([PROGRAM, alg.name(), "--help"], capture_output=True, text=True, check=True).stdout
            files = [plugin / "algorithm.py", plugin / "algorithms" / "ways.py", plugin / "algorithms" / f"{alg.name()}.py"]
            words = {word for file in files for word in file.read_text(encoding="utf-8").split('"')}
            for line in text.splitlines():
                options = [w.strip(",") for w in line.split() if w.startswith("--")] if line.startswith("  -") else []
                if options and not elsewhere.intersection(options):
                    self.assertTrue(words.intersection(o.split(",")[0] for o in options), f"{alg.id()} lacks {options}")

    def test_every_product_of_a_plan_is_named(self):
        text = " ".join(subprocess.run([PROGRAM, "plan", "--help"], capture_output=True, text=True, check=True).stdout.split())
        products = text.split("separated by commas: ")[1].split(" --")[0].split(" (")[0].split(", ")
        self.assertIn("geojson", products)
        plan = algorithm("plan")
        tip = plan.parameterDefinition("EMIT").help()
        for product in products:
            self.assertIn(product, tip)


if __name__ == "__main__":
    support.main()
