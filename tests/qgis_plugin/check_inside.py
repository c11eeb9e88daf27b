#!/usr/bin/env python3
"""The plugin inside QGIS: layers of a project, models, batches, settings, cancelling, styles, and the layers of a plan in their groups."""
import json
import os
import subprocess
import sys
import time
import unittest

import support
from support import PROGRAM, ROOT, World

WORLD = World()
for key, value in WORLD.environment(PICKET=PROGRAM).items():
    os.environ[key] = value
os.environ.pop("DISPLAY", None)
sys.path[:0] = [str(WORLD.plugins), "/usr/share/qgis/python/plugins"]

from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsExpressionContextUtils, QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingAlgorithm,
                       QgsProcessingContext, QgsProcessingException, QgsProcessingFeatureSourceDefinition, QgsProcessingFeedback,
                       QgsProcessingModelAlgorithm, QgsProcessingModelChildAlgorithm, QgsProcessingModelChildParameterSource,
                       QgsProcessingModelOutput, QgsProcessingModelParameter, QgsProcessingParameterFeatureSource, QgsProject,
                       QgsRasterLayer, QgsRuleBasedRenderer, QgsSingleSymbolRenderer, QgsVectorFileWriter, QgsVectorLayer)

# A profile of its own: QGIS reads it when it starts.
APPLICATION = QgsApplication([], True, str(WORLD.home / "profile"))
APPLICATION.initQgis()

import processing
from processing.core.Processing import Processing
from processing.core.ProcessingConfig import ProcessingConfig
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
        from qgis.core import QgsProcessingOutputLayerDefinition

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

    # Layers as they come

    def test_a_whole_file_is_read_where_it_lies(self):
        self.run_it("buffer", INPUT=self.layer("ports.geojson"), DISTANCE="10 km")
        self.assertIn(f" {WORLD.path('ports.geojson')} ", self.told.commands[0])

    def test_selected_features_only(self):
        bases = self.layer("bases.geojson")
        first = next(bases.getFeatures())
        bases.select(first.id())
        self.assertGreater(bases.featureCount(), 1)
        result = self.run_it("buffer", INPUT=QgsProcessingFeatureSourceDefinition(bases.id(), True), DISTANCE="10 km")
        _, found = self.features(result["OUTPUT"])
        self.assertEqual([f["id"] for f in found], [first["id"]])
        self.assertEqual([f.name() for f in found[0].fields()][1:3], ["id", "name"])

    def test_a_filter_counts(self):
        bases = self.layer("bases.geojson")
        name = next(bases.getFeatures())["id"]
        bases.setSubsetString(f"\"id\" = '{name}'")
        _, found = self.features(self.run_it("buffer", INPUT=bases, DISTANCE="10 km")["OUTPUT"])
        self.assertEqual([f["id"] for f in found], [name])

    def test_edits_that_are_not_saved_count(self):
        bases = self.layer("bases.geojson")
        before = bases.featureCount()
        bases.startEditing()
        bases.deleteFeature(next(bases.getFeatures()).id())
        _, found = self.features(self.run_it("buffer", INPUT=bases, DISTANCE="10 km")["OUTPUT"])
        bases.rollBack()
        self.assertEqual(len(found), before - 1)

    def memory(self, crs, x, y):
        layer = QgsVectorLayer(f"Point?crs={crs}&field=fid:integer&field=id:string", "in memory", "memory")
        for name in ("one", "two"):
            f = QgsFeature(layer.fields())
            f.setAttributes([7, name])  # a fid twice, as merged layers have it
            f.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
            self.assertTrue(layer.dataProvider().addFeature(f))
        return QgsProject.instance().addMapLayer(layer)

    def test_layers_without_a_file_and_in_other_coordinates(self):
        result = self.run_it("buffer", INPUT=self.memory("EPSG:32633", 500000, 5538630), DISTANCE="10 km")
        _, found = self.features(result["OUTPUT"])
        self.assertEqual([f["id"] for f in found], ["one", "two"])
        centre = found[0].geometry().centroid().asPoint()
        self.assertAlmostEqual(centre.x(), 15, 3)
        self.assertAlmostEqual(centre.y(), 50, 2)

    def test_coordinates_that_the_user_says_count(self):
        ports = self.layer("ports.geojson")
        ports.setCrs(QgsCoordinateReferenceSystem("EPSG:4258"))
        self.run_it("buffer", INPUT=ports, DISTANCE="10 km")
        self.assertNotIn(f" {WORLD.path('ports.geojson')} ", self.told.commands[0])

    def package(self):
        """Two layers in a file."""
        path = WORLD.path("two.gpkg")
        if not os.path.exists(path):
            for name in ("square", "ring"):
                options = QgsVectorFileWriter.SaveVectorOptions()
                options.driverName, options.layerName = "GPKG", name
                if os.path.exists(path):
                    options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer
                error = QgsVectorFileWriter.writeAsVectorFormatV3(self.layer(f"{name}.geojson", False), path,
                                                                  QgsProject.instance().transformContext(), options)
                self.assertEqual(error[0], QgsVectorFileWriter.NoError, error)
        return path

    def test_a_layer_among_several_in_a_file(self):
        path = self.package()
        result = self.run_it("buffer", INPUT=f"{path}|layername=square", DISTANCE="1 km")
        self.assertIn(" --layer=square ", self.told.commands[0])
        self.assertEqual([f["name"] for f in self.features(result["OUTPUT"])[1]], ["Square"])
        # reach has no option for it, so it gets a copy.
        result = self.run_it("reach", BASE="15,50", RADIUS="200 km", CLOSED=f"{path}|layername=square")
        self.assertNotIn(path, self.told.commands[1])
        _, plain = self.features(self.run_it("reach", BASE="15,50", RADIUS="200 km", CLOSED=WORLD.path("square.geojson"))["OUTPUT"])
        self.assertEqual(self.features(result["OUTPUT"])[1][0]["area_km2"], plain[0]["area_km2"])

    def test_bases_from_a_layer(self):
        bases = self.layer("bases.geojson")
        _, found = self.features(self.run_it("reach", BASE_LAYER=bases, RADIUS="100 km")["OUTPUT"])
        self.assertEqual([f["base"] for f in found], [f["icao"] for f in bases.getFeatures()])

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
        code = "\n".join((WORLD.plugins / "picket" / "algorithm.py").read_text().split('"') + [
            word for file in sorted((WORLD.plugins / "picket" / "algorithms").glob("*.py")) for word in file.read_text().split('"')])
        words = set(code.split("\n"))
        for alg in QgsApplication.processingRegistry().providerById("picket").algorithms():
            text = subprocess.run([PROGRAM, alg.name(), "--help"], capture_output=True, text=True, check=True).stdout
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

    # What is loaded

    def test_results_are_styled(self):
        self.loaded("reach", BASE="15,50", RADIUS="100 km, 200 km", OUTPUT=WORLD.path("styled.gpkg"))
        layer, = QgsProject.instance().mapLayers().values()
        self.assertEqual(layer.renderer().symbol().color().name(), "#5b2a86")
        self.assertTrue(layer.renderer().orderByEnabled())
        self.assertTrue(layer.labelsEnabled())

    def test_chosen_sites_stand_out(self):
        d = WORLD.path("d.csv")
        self.loaded("cover", DEMAND=d, SITES=d, RADIUS="800 m", COUNT=1, WEIGHT="people", OUTPUT=WORLD.path("sites.gpkg"),
                    DEMAND_OUTPUT=WORLD.path("demand.gpkg"))
        by_file = {os.path.basename(layer.source().split("|")[0]): layer for layer in QgsProject.instance().mapLayers().values()}
        for file, field, wanted in (("sites.gpkg", "chosen", {"chosen": 1, "not chosen": 4}), ("demand.gpkg", "covered", {"covered": 4, "not covered": 1})):
            layer = by_file[file]
            self.assertIsInstance(layer.renderer(), QgsRuleBasedRenderer)
            self.assertEqual(self.by_rule(layer), wanted, field)

    def by_rule(self, layer):
        """How many features each rule draws."""
        from qgis.core import QgsRenderContext

        context, counts = QgsRenderContext(), {}
        renderer = layer.renderer().clone()
        context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        renderer.startRender(context, layer.fields())
        for f in layer.getFeatures():
            context.expressionContext().setFeature(f)
            for key in renderer.legendKeysForFeature(f, context):
                label = renderer.rootRule().findRuleByKey(key).label()
                if label:  # the rule above all has none
                    counts[label] = counts.get(label, 0) + 1
        renderer.stopRender(context)
        return counts

    def test_a_field_has_the_range_of_its_values(self):
        self.loaded("field", BASE="15,50", CELL="20 km", RADIUS="300 km", OUTPUT=WORLD.path("styled.tif"))
        layer, = QgsProject.instance().mapLayers().values()
        self.assertIsInstance(layer, QgsRasterLayer)
        renderer = layer.renderer()
        self.assertEqual(renderer.type(), "singlebandpseudocolor")
        self.assertLess(renderer.classificationMin(), 20)
        self.assertAlmostEqual(renderer.classificationMax(), 300, delta=20)

    def groups(self, title):
        root = QgsProject.instance().layerTreeRoot()
        plan = root.findGroup(title)
        self.assertIsNotNone(plan, [c.name() for c in root.children()])
        self.assertEqual([c.name() for c in root.children()], [title])
        return {group.name(): group for group in plan.children()}

    def check_plan(self, folder, wanted):
        with open(ROOT / "styles" / "styles.json", encoding="utf-8") as file:
            styles = json.load(file)
        groups = self.groups("A drawn world")
        titles = [g["title"] for g in styles["groups"]]
        self.assertEqual(list(groups), [t for t in titles if t in groups])
        self.assertEqual(len(groups), 4)
        order = {}
        for i, entry in enumerate(styles["layers"]):
            order.setdefault(entry.get("table", entry["id"]), (i, titles[[g["id"] for g in styles["groups"]].index(entry["group"])]))
        seen = set()
        for name, group in groups.items():
            tables = []
            for node in group.children():
                self.assertTrue(node.layer().isValid())
                self.assertGreater(node.layer().featureCount(), 0)
                tables.append(node.layer().source().split("layername=")[-1].split("/")[-1].split(".")[0])
            self.assertEqual(tables, sorted(tables, key=lambda t: order[t][0]), name)
            self.assertEqual({order[t][1] for t in tables}, {name})
            seen.update(tables)
        self.assertEqual(seen, wanted)
        self.assertEqual(len(QgsProject.instance().mapLayers()), len(seen))

    def with_features(self, folder):
        tables = set()
        for name in os.listdir(folder):
            if name.endswith(".geojson"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    if json.load(file)["features"]:
                        tables.add(name[:-len(".geojson")])
        return tables

    def test_a_plan_is_loaded_in_groups(self):
        folder = WORLD.path("plan-loaded")
        result = self.loaded("plan", SCENARIO=WORLD.path("scenario.toml"), OUTPUT=folder)
        self.assertEqual(result["REQUIREMENTS_MISSED"], 0)
        self.check_plan(folder, self.with_features(folder))
        styled = 0
        for layer in QgsProject.instance().mapLayers().values():
            style = layer.source().replace(".geojson", ".qml")
            styled += os.path.exists(style)
            if os.path.exists(style):
                self.assertNotIsInstance(layer.renderer(), QgsSingleSymbolRenderer, layer.name())
        self.assertGreater(styled, 10)
        nodes = {n.layer().source(): n for n in QgsProject.instance().layerTreeRoot().findLayers()}
        self.assertFalse(nodes[os.path.join(folder, "reach.geojson")].itemVisibilityChecked())
        self.assertTrue(nodes[os.path.join(folder, "bases.geojson")].itemVisibilityChecked())

    def test_a_plan_with_a_geopackage_alone_is_loaded_too(self):
        line, folder = WORLD.path("plan-geojson"), WORLD.path("plan-package")
        self.assertEqual(WORLD.picket("plan", "scenario.toml", "--out", line).returncode, 0)
        self.loaded("plan", SCENARIO=WORLD.path("scenario.toml"), EMIT="gpkg", OUTPUT=folder)
        self.check_plan(folder, self.with_features(line))
        for layer in QgsProject.instance().mapLayers().values():
            self.assertNotIsInstance(layer.renderer(), QgsSingleSymbolRenderer, layer.name())

    def test_a_plan_that_is_replaced_has_no_layer_twice(self):
        folder, other = WORLD.path("plan-again"), WORLD.path("plan-other")
        for _ in range(2):
            self.loaded("plan", SCENARIO=WORLD.path("scenario.toml"), OUTPUT=folder)
        self.check_plan(folder, self.with_features(folder))
        once = len(QgsProject.instance().mapLayers())
        self.loaded("plan", SCENARIO=WORLD.path("scenario.toml"), OUTPUT=other)
        self.assertEqual(len(QgsProject.instance().mapLayers()), 2 * once)
        plans = QgsProject.instance().layerTreeRoot().children()
        self.assertEqual([len(p.findLayers()) for p in plans], [once, once])

    def test_a_plan_may_stay_unloaded(self):
        self.loaded("plan", SCENARIO=WORLD.path("scenario.toml"), LOAD=False, OUTPUT=WORLD.path("plan-unloaded"))
        self.assertEqual(len(QgsProject.instance().mapLayers()), 0)

    def test_a_missed_requirement_is_a_warning(self):
        with open(WORLD.path("scenario.toml"), encoding="utf-8") as file:
            text = file.read().replace('at_least = "40 %"', 'at_least = "99 %"')
        with open(WORLD.path("harder.toml"), "w", encoding="utf-8") as file:
            file.write(text)
        result = self.run_it("plan", SCENARIO=WORLD.path("harder.toml"), OUTPUT=WORLD.path("plan-harder"))
        self.assertEqual(result["REQUIREMENTS_MISSED"], 1)
        self.assertTrue(any("zones.north.held_share" in w and "at least 0.99" in w for w in self.told.warnings), self.told.warnings)


if __name__ == "__main__":
    support.main()
