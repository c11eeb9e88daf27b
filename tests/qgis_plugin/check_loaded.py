#!/usr/bin/env python3
"""What the user sees: results in their styles, and the layers of a plan in groups."""
import json
import os

import support
from inside import Inside, WORLD
from support import ROOT
from qgis.core import (QgsExpressionContextUtils, QgsProject, QgsRasterLayer, QgsRenderContext, QgsRuleBasedRenderer, QgsSingleSymbolRenderer)


class Loaded(Inside):
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
