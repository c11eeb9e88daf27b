#!/usr/bin/python3
"""Opens plan.qgz, looks whether all is there that docs/formats.md promises, and prints each layout.

Run   check_project.py PLAN STYLES.json [PICTURES]
      PICTURES is a folder for the printed layouts; without it they go again.
"""

import json
import sys
import tempfile
import zipfile
from pathlib import Path

from desk import Desk

from qgis.core import (
    QgsLayoutExporter, QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemScaleBar, QgsProject, QgsUnitTypes)
from qgis.PyQt.QtCore import QRect
from qgis.PyQt.QtGui import QImage


def check_head(desk, project, plan, summary):
    crs = project.crs()
    desk.check(crs.isValid() and "+proj=laea" in crs.toProj(), f"has the CRS {crs.toProj()}")
    desk.check(crs.mapUnits() == QgsUnitTypes.DistanceMeters, "is not in metres")
    desk.check(project.title() == summary["title"] == project.metadata().title(), f"has the title {project.title()}")
    desk.check(project.metadata().abstract() == plan["scenario"]["description"], "has another abstract")
    desk.check(project.filePathStorage() == 1, "has absolute paths")  # Qgis.FilePathType.Relative
    view = project.viewSettings().defaultViewExtent()
    desk.check(view.width() > 1000 and view.crs() == crs, "opens nowhere")


LAYER = "picket_layer_"


def entry_of(layer_id):
    return layer_id.removeprefix(LAYER)


def check_layers(desk, project, styles, folder):
    layers = {entry_of(i): layer for i, layer in project.mapLayers().items()}
    entries = {entry["id"]: entry for entry in styles["layers"]}
    desk.check(layers.keys() <= entries.keys(), f"has layers of no entry: {layers.keys() - entries.keys()}")
    wanted = {i for i, e in entries.items() if features_of(folder, e)}
    desk.check(layers.keys() == wanted, f"lacks or has too much: {layers.keys() ^ wanted}")
    first = shown_in(next(t for t in styles["themes"] if wanted & set(t["frame"])), styles, wanted)
    for name, layer in layers.items():
        desk.check(layer.isValid(), f"cannot read {name}")
        desk.check(Path(layer.source().split("|")[0]).parent == Path(folder).resolve(), f"reads {name} from {layer.source()}")
        desk.check(layer.featureCount() > 0 and layer.renderer().type() == "RuleRenderer", f"draws {name} without rules or features")
        desk.check(layer.name() == entries[name]["title"], f"calls {name} {layer.name()}")
        node = project.layerTreeRoot().findLayer(LAYER + name)
        if desk.check(node is not None, f"has no {name} in its tree"):
            desk.check(node.itemVisibilityChecked() == (name in first), f"shows or hides {name} at first")
            group = next(g["title"] for g in styles["groups"] if g["id"] == entries[name]["group"])
            desk.check(node.parent().name() == group, f"has {name} in {node.parent().name()}")
    order = [entry_of(layer.id()) for layer in project.layerTreeRoot().layerOrder()]
    desk.check(order == [i for i in entries if i in wanted], f"draws in the order {order}")
    return wanted


def features_of(folder, entry):
    table = json.loads((Path(folder) / f"{entry.get('table', entry['id'])}.geojson").read_text(encoding="utf-8"))
    return [f for f in table["features"] if all(holds(f["properties"].get(k), v) for k, v in entry.get("where", {}).items())]


def shown_in(theme, styles, wanted):
    return [e["id"] for e in styles["layers"] if e["id"] in wanted and e["id"] in theme["shows"] and not e.get("hidden")]


def holds(value, wanted):
    return value in wanted if isinstance(wanted, list) else value == wanted


def check_themes(desk, project, styles, wanted):
    themes = project.mapThemeCollection()
    asked = {t["title"]: t for t in styles["themes"] if any(i in wanted for i in t["frame"])}
    desk.check(set(themes.mapThemes()) == asked.keys(), f"has the themes {themes.mapThemes()}")
    for title, theme in asked.items():
        shown = shown_in(theme, styles, wanted)
        visible = [entry_of(i) for i in themes.mapThemeVisibleLayerIds(title)]
        desk.check(sorted(visible) == sorted(shown), f"shows {visible} for '{title}'")
    return asked


def check_bookmarks(desk, project, plan):
    marks = {(b.group(), b.name()): b.extent() for b in project.bookmarkManager().bookmarks()}
    wanted = {("", "Whole plan")} | {("Zones", z["title"]) for z in plan["scenario"]["zones"]}
    if lanes := project.mapLayer(LAYER + "lanes"):
        wanted |= {("Lanes", f["name"]) for f in lanes.getFeatures()}
    desk.check(marks.keys() == wanted, f"has the bookmarks {sorted(marks)}")
    for name, extent in marks.items():
        desk.check(extent.crs() == project.crs() and extent.width() > 1000 and extent.height() > 1000, f"has the bookmark {name} nowhere")


def check_times(desk, project, wanted):
    times = project.timeSettings().temporalRange()
    desk.check(("rota" in wanted) == (not times.isInfinite()), f"has the times {times.begin()}, {times.end()}")
    if "rota" in wanted:
        rota = project.mapLayer(LAYER + "rota")
        desk.check(rota.temporalProperties().isActive(), "shows all of the rota at once")
        starts = sorted(f["from_time"].toString("yyyy-MM-dd HH:mm:ss") for f in rota.getFeatures())
        desk.check([times.begin().toString("yyyy-MM-dd HH:mm:ss")] == starts[:1], f"starts at {times.begin()}, the rota at {starts[:1]}")
        desk.check(project.readNumEntry("TemporalControllerWidget", "/NavigationMode", 0)[0] == 1, "does not step through the times")


def colours_in(image, box):
    return {image.pixel(x, y) for x in range(box.left(), box.right(), 2) for y in range(box.top(), box.bottom(), 2)}


def check_layout(desk, project, theme, pictures, temporary):
    desk.subject = f"plan.qgz, layout of {theme['id']}"
    layout = project.layoutManager().layoutByName(f"Map: {theme['id']}")
    if not desk.check(layout is not None, "is not there"):
        return
    items = {kind: [i for i in layout.items() if isinstance(i, kind)] for kind in (QgsLayoutItemMap, QgsLayoutItemLegend, QgsLayoutItemScaleBar, QgsLayoutItemLabel)}
    desk.check([len(items[k]) for k in items][:3] == [1, 1, 2], "lacks its map, legend or scale bars")
    shown, legend = items[QgsLayoutItemMap][0], items[QgsLayoutItemLegend][0]
    desk.check(shown.followVisibilityPresetName() == theme["title"] and shown.followVisibilityPreset(), "shows no theme")
    desk.check({b.unitLabel() for b in items[QgsLayoutItemScaleBar]} == {"km", "NM"}, "has other scale bars")
    texts = [label.currentText() for label in items[QgsLayoutItemLabel]]
    desk.check(theme["title"] in texts and any(project.title() in t for t in texts) and any(t.startswith("Sources: ") for t in texts), f"says {texts}")
    check_printed(desk, layout, shown, legend, Path(pictures or temporary) / theme["id"], bool(pictures))


def check_printed(desk, layout, shown, legend, file, keeps):
    exporter = QgsLayoutExporter(layout)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 150 if keeps else 72
    settings.exportMetadata = False
    desk.check(exporter.exportToImage(f"{file}.png", settings) == QgsLayoutExporter.Success, "cannot be printed as a picture")
    desk.check(exporter.exportToPdf(f"{file}.pdf", QgsLayoutExporter.PdfExportSettings()) == QgsLayoutExporter.Success, "cannot be printed as PDF")
    desk.check(Path(f"{file}.pdf").stat().st_size > 10000, "is blank as PDF")
    image = QImage(f"{file}.png")
    scale = image.width() / 297
    for item in (shown, legend):
        box = item.sceneBoundingRect()
        pixels = QRect(*(int(v * scale) for v in (box.x(), box.y(), box.width(), box.height())))
        desk.check(len(colours_in(image, pixels.intersected(image.rect()))) > 10, f"has a blank {item.id()}")
        desk.check(box.right() <= 297 and box.bottom() <= 210, f"has no room for its {item.id()}: it ends at {box.right()}, {box.bottom()}")
    bars = [i for i in layout.items() if isinstance(i, QgsLayoutItemScaleBar)]
    desk.check(all(legend.sceneBoundingRect().bottom() <= bar.sceneBoundingRect().top() for bar in bars), "has its legend over its scale bars")


def main(folder, styles_file, pictures=None):
    folder = Path(folder)
    styles, plan, summary = (json.loads(Path(f).read_text(encoding="utf-8")) for f in (styles_file, folder / "plan.json", folder / "summary.json"))
    desk = Desk()
    desk.subject = "plan.qgz"
    packed = zipfile.ZipFile(folder / "plan.qgz")
    desk.check(packed.namelist() == ["plan.qgs"] and packed.testzip() is None, f"packs {packed.namelist()}")
    text = packed.read("plan.qgs").decode()
    desk.check(str(folder.resolve()) not in text and "<datasource>/" not in text, "names files by absolute paths")
    project = QgsProject.instance()
    desk.check(project.read(str(folder / "plan.qgz")), f"cannot be opened: {project.error()}")
    check_head(desk, project, plan, summary)
    wanted = check_layers(desk, project, styles, folder)
    check_bookmarks(desk, project, plan)
    check_times(desk, project, wanted)
    with tempfile.TemporaryDirectory() as temporary:
        for theme in check_themes(desk, project, styles, wanted).values():
            check_layout(desk, project, theme, pictures, temporary)
    project.clear()
    return desk.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
