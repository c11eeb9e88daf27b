"""The layers of a plan's folder, loaded in the groups of styles.json, in its order and with the styles that the plan carries."""
import json
import os

from qgis.core import (QgsLayerTreeGroup, QgsLayerTreeLayer, QgsProcessingContext, QgsProcessingLayerPostProcessorInterface,
                       QgsProviderRegistry, QgsVectorLayer)

from .resources import FOLDER
from .style import post_processed

ORDER, PLAN = "picket_order", "picket_plan"  # custom properties of nodes: the place among siblings; the folder of a plan's group


class _Entry:
    """A table of styles.json: several layers there may show parts of one table, which is loaded once."""

    def __init__(self, order, table, group):
        self.order, self.table, self.group, self.shown = order, table, group, False
        self.titles = []

    def title(self):
        return self.titles[0] if len(self.titles) == 1 else self.table.replace("_", " ").capitalize()


def _entries():
    with open(FOLDER / "styles.json", encoding="utf-8") as file:
        styles = json.load(file)
    groups = {g["id"]: (i, g["title"]) for i, g in enumerate(styles["groups"])}
    entries = {}
    for order, layer in enumerate(styles["layers"]):
        table = layer.get("table", layer["id"])
        entry = entries.setdefault(table, _Entry(order, table, groups[layer["group"]]))
        entry.titles.append(layer["title"])
        entry.shown |= not layer.get("hidden", False)
    return entries.values()


def _sources(folder):
    """Where each table of the plan is: its GeoJSON, which has its style beside it, or the GeoPackage, which has it inside."""
    found = {name[:-len(".geojson")]: os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".geojson")}
    package = os.path.join(folder, "plan.gpkg")
    if not found and os.path.isfile(package):
        for sub in QgsProviderRegistry.instance().querySublayers(package):
            found[sub.name()] = f"{package}|layername={sub.name()}"
    return found


class _Placer(QgsProcessingLayerPostProcessorInterface):
    """Gives a layer, once it is in the project, the style it came with, and moves it into its group of the plan's group."""

    def __init__(self, folder, plan, entry):
        super().__init__()
        self.folder, self.plan, self.entry = folder, plan, entry

    def postProcessLayer(self, layer, context, _feedback):
        layer.loadDefaultStyle()  # which Processing leaves out
        root = context.project().layerTreeRoot()
        node = root.findLayer(layer.id())
        plan = _group_in(root, self.plan, PLAN, self.folder)
        order, title = self.entry.group
        group = _group_in(plan, title, ORDER, order)
        placed = QgsLayerTreeLayer(layer)
        placed.setItemVisibilityChecked(self.entry.shown)
        placed.setExpanded(False)
        placed.setCustomProperty(ORDER, self.entry.order)
        _insert(group, placed)
        if node is not None:
            node.parent().removeChildNode(node)


def _group_in(parent, name, key, value):
    """The group that bears the value; a new one at its place, or above all, where there is none."""
    for child in parent.children():
        if child.nodeType() == child.NodeGroup and str(child.customProperty(key, "")) == str(value):
            return child
    group = QgsLayerTreeGroup(name)
    group.setCustomProperty(key, value)
    return _insert(parent, group)


def _insert(parent, node):
    order = int(node.customProperty(ORDER, 0))
    before = sum(1 for child in parent.children() if int(child.customProperty(ORDER, 0)) < order)
    parent.insertChildNode(before, node)
    return node


def load_plan(folder, title, context, feedback):
    """Asks QGIS to load the layers that have features when the algorithm is done; without a project there is nowhere to load them."""
    if os.path.isfile(os.path.join(folder, "plan.qgz")):
        feedback.pushInfo(f"The plan is also a QGIS project: {os.path.join(folder, 'plan.qgz')}")
    project = context.project()
    if project is None:
        return
    sources = _sources(folder)
    wanted = [e for e in _entries() if e.table in sources and QgsVectorLayer(sources[e.table], e.table, "ogr").featureCount() > 0]
    has_zone = any(e.table == "zones" for e in wanted)
    for entry in wanted:
        # The map of the force fills the theatre, and would lie over a zone, whose group is below.
        entry.shown &= not (has_zone and entry.table == "force")
        details = QgsProcessingContext.LayerDetails(entry.title(), project, "")
        post_processed(details, _Placer(folder, title, entry))
        context.addLayerToLoadOnCompletion(sources[entry.table], details)
