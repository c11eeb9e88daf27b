#!/usr/bin/python3
"""Opens every layer of a plan, as table of plan.gpkg and as GeoJSON, and looks whether QGIS takes its style.

Run   check_layers.py PLAN STYLES.json
"""

import json
import sys
from pathlib import Path

from desk import Desk

from qgis.core import (
    QgsDateTimeRange, QgsFeatureRequest, QgsMapRendererSequentialJob, QgsMapSettings, QgsVectorLayer, QgsVectorLayerTemporalContext)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime


def picture_of(layers, extent, crs):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(crs)
    extent.grow(0.01)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(300, 300))
    settings.setBackgroundColor(Qt.transparent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def is_blank(image):
    return not any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def rules_on(renderer):
    return [rule for rule in renderer.rootRule().descendants() if rule.active() and rule.symbol()]


def draws_labels(layer):
    return layer.labelsEnabled() and any(layer.labeling().settings(i).drawLabels for i in layer.labeling().subProviders())


def check_layer(desk, layer, entries, aliases):
    if not desk.check(layer.isValid(), "is no layer for QGIS"):
        return
    if not layer.featureCount():
        return
    layer.loadDefaultStyle()  # as the program does
    renderer = layer.renderer()
    if not desk.check(renderer.type() == "RuleRenderer", f"is drawn as {renderer.type()}"):
        return
    titles = [rule["title"] for entry in entries for rule in entry["rules"]]
    labels = [rule.label() for rule in renderer.rootRule().descendants() if rule.symbol()]
    desk.check(labels == titles, f"has the rules {labels}, not {titles}")
    desk.check(bool(rules_on(renderer)), "shows nothing by default")
    desk.check(draws_labels(layer) == any("label" in entry for entry in entries), "has labels, or none, against its entry")
    for index, field in enumerate(layer.fields()):
        if field.name() != "fid":
            alias = layer.attributeAlias(index)
            desk.check(alias == aliases[field.name()], f"calls {field.name()} '{alias}'")
    desk.check(layer.displayExpression() == 'coalesce("name", "id")' and "<table>" in layer.mapTipTemplate(), "has no map tip")
    times = next((entry["time"] for entry in entries if "time" in entry), None)
    desk.check(layer.temporalProperties().isActive() == bool(times), "has times, or none, against its entry")
    if times and layer.temporalProperties().isActive():
        check_times(desk, layer, times)
    check_drawn(desk, layer, entries)


def check_times(desk, layer, times):
    """In each step of half an hour those features that are there within it."""
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    spans = [[f[times[end]].toString("yyyy-MM-ddTHH:mm:ss") for end in ("from", "to")] for f in layer.getFeatures()]
    day = QDate.fromString(min(start for start, _ in spans)[:10], "yyyy-MM-dd")
    for half_hour in range(48):
        begin = QDateTime(day, QTime(0, 0), Qt.UTC).addSecs(1800 * half_hour)
        step = QgsDateTimeRange(begin, begin.addSecs(1800), True, False)
        shown = layer.getFeatures(QgsFeatureRequest().setFilterExpression(layer.temporalProperties().createFilterString(context, step)))
        low, high = (t.toString("yyyy-MM-ddTHH:mm:ss") for t in (step.begin(), step.end()))
        there = sum(start < high and end > low for start, end in spans)
        got = sum(1 for _ in shown)
        desk.check(got == there, f"shows {got} features from {low}, not {there}")


def check_drawn(desk, layer, entries):
    """Each feature by one rule of each entry that is on, and something to be seen."""
    for request in rules_on(layer.renderer()):
        desk.check(not request.filter() or request.filter().isValid(), f"has the rule {request.filterExpression()}")
    shown = [e for e in entries if not e.get("hidden")] or entries[:1]
    if any("max_scale" in rule for e in shown for rule in e["rules"]) or not any(features_of(layer, e) for e in shown):
        return
    image = picture_of([layer], layer.extent(), layer.crs())
    desk.check(not is_blank(image), "draws nothing")


def features_of(layer, entry):
    """Those for which all conditions of the entry hold."""
    def holds(feature, field, wanted):
        return feature[field] in wanted if isinstance(wanted, list) else feature[field] == wanted
    return [f for f in layer.getFeatures() if all(holds(f, *where) for where in entry.get("where", {}).items())]


def main(folder, styles_file):
    styles = json.loads(Path(styles_file).read_text(encoding="utf-8"))
    entries = {}
    for entry in styles["layers"]:
        entries.setdefault(entry.get("table", entry["id"]), []).append(entry)
    desk = Desk()
    for table, of_table in entries.items():
        for path in (f"{folder}/plan.gpkg|layername={table}", f"{folder}/{table}.geojson"):
            desk.subject = Path(path).name
            check_layer(desk, QgsVectorLayer(path, table, "ogr"), of_table, styles["aliases"])
    return desk.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
