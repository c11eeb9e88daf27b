"""The layers of a plan's folder, loaded in the groups of styles.json, in its order and with the styles that the plan carries."""
import json
import os

from qgis.core import QgsLayerTreeLayer, QgsProcessingContext, QgsProcessingLayerPostProcessorInterface, QgsProviderRegistry, QgsVectorLayer

from .resources import FOLDER

ORDER = "picket_order"  # of a node among its siblings, as a custom property


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
    """Moves a layer, once it is in the project, into its group of the plan's group."""

    def __init__(self, plan, entry):
        super().__init__()
        self.plan, self.entry = plan, entry

    def postProcessLayer(self, layer, context, _feedback):
        root = context.project().layerTreeRoot()
        node = root.findLayer(layer.id())
        plan = _group_in(root, self.plan, -1)
        order, title = self.entry.group
        group = _group_in(plan, title, order)
        placed = QgsLayerTreeLayer(layer)
        placed.setItemVisibilityChecked(self.entry.shown)
        placed.setExpanded(False)
        _insert(group, placed, self.entry.order)
        if node is not None:
            node.parent().removeChildNode(node)


def _group_in(parent, name, order):
    for child in parent.children():
        if child.nodeType() == child.NodeGroup and child.name() == name:
            return child
    group = parent.insertGroup(0, name)
    if order >= 0:
        clone = group.clone()
        parent.removeChildNode(group)
        return _insert(parent, clone, order)
    return group


def _insert(parent, node, order):
    node.setCustomProperty(ORDER, order)
    before = sum(1 for child in parent.children() if int(child.customProperty(ORDER, 0)) < order)
    parent.insertChildNode(before, node)
    return node


_placers = {}  # QGIS does not keep a post-processor alive


def load_plan(folder, title, context, feedback):
    """Asks QGIS to load the layers that have features when the algorithm is done; without a project there is nowhere to load them."""
    if os.path.isfile(os.path.join(folder, "plan.qgz")):
        feedback.pushInfo(f"The plan is also a QGIS project: {os.path.join(folder, 'plan.qgz')}")
    project = context.project()
    if project is None:
        return
    sources = _sources(folder)
    for entry in _entries():
        source = sources.pop(entry.table, None)
        if source is None or QgsVectorLayer(source, entry.table, "ogr").featureCount() < 1:
            continue
        details = QgsProcessingContext.LayerDetails(entry.title(), project, "")
        placer = _placers.setdefault((title, entry.table), _Placer(title, entry))
        details.setPostProcessor(placer)
        context.addLayerToLoadOnCompletion(source, details)
