"""The print layout of a plan, A4 across: a map with what one needs to read it. What differs from map to map stands as
%%name%% and is filled in by planner/emit/project/layout.cpp."""

from qgis.core import (
    QgsCoordinateReferenceSystem, QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemMarker,
    QgsLayoutItemPage, QgsLayoutItemScaleBar, QgsLayoutMeasurement, QgsLayoutNorthArrowHandler, QgsLayoutPoint, QgsLayoutSize,
    QgsLegendStyle, QgsMarkerSymbol, QgsPrintLayout, QgsProject, QgsReadWriteContext, QgsRectangle,
    QgsTextFormat, QgsUnitTypes)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

import xml.etree.ElementTree as ElementTree

import qgis_xml

PAGE = 297, 210          # mm
MAP = 8, 23, 212, 168    # x, y, width, height
PANEL = 224, 23, 65, 168
GREY = "#5a5f68"


def font(size, bold=False):
    result = QFont("Sans Serif")  # each system has one that answers to it
    result.setPointSizeF(size)
    result.setBold(bold)
    return result


def text(size, ink):
    result = QgsTextFormat()
    result.setSize(size)
    result.setSizeUnit(QgsUnitTypes.RenderPoints)
    result.setColor(QColor(ink))
    return result


def placed(layout, item, name, x, y, width, height):
    item.setId(name)
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y))
    item.attemptResize(QgsLayoutSize(width, height))
    return item


def label(layout, name, shown, size, ink, box, bold=False, across=Qt.AlignLeft, down=Qt.AlignTop):
    item = placed(layout, QgsLayoutItemLabel(layout), name, *box)
    item.setText(shown)
    item.setFont(font(size, bold))
    item.setFontColor(QColor(ink))
    item.setMarginX(0)
    item.setMarginY(0)
    item.setHAlign(across)
    item.setVAlign(down)
    return item


def map_item(layout, styles):
    item = placed(layout, QgsLayoutItemMap(layout), "map", *MAP)
    item.setExtent(QgsRectangle(0, 0, 212, 168))
    item.setBackgroundColor(QColor(styles["water"]))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor(styles["ink"]))
    item.setLabelMargin(QgsLayoutMeasurement(1.5))  # no name is cut by the frame
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
    return item


def legend(layout, on, styles):
    item = placed(layout, QgsLayoutItemLegend(layout), "legend", PANEL[0], PANEL[1], PANEL[2], 130)
    item.setTitle("")
    item.setAutoUpdateModel(False)
    item.setLinkedMap(on)
    item.setLegendFilterByMapEnabled(True)
    item.setResizeToContents(True)
    item.setColumnCount(1)
    item.setWrapString("\n")
    item.setBoxSpace(0)
    item.setSymbolWidth(6)
    item.setSymbolHeight(3.2)
    item.setMaximumSymbolSize(4)
    item.setLineSpacing(0.6)
    item.setBackgroundEnabled(False)
    item.setFontColor(QColor(styles["ink"]))
    for part, size, bold in ((QgsLegendStyle.Title, 9, True), (QgsLegendStyle.Group, 7.5, True), (QgsLegendStyle.Subgroup, 7.5, True),
                             (QgsLegendStyle.SymbolLabel, 7, False)):
        style = item.style(part)
        style.setFont(font(size, bold))
        item.setStyle(part, style)
    for part, side, space in ((QgsLegendStyle.Title, QgsLegendStyle.Bottom, 0), (QgsLegendStyle.Group, QgsLegendStyle.Top, 2.4),
                              (QgsLegendStyle.Group, QgsLegendStyle.Bottom, 0.4), (QgsLegendStyle.Subgroup, QgsLegendStyle.Top, 2.4),
                              (QgsLegendStyle.Subgroup, QgsLegendStyle.Bottom, 0.4), (QgsLegendStyle.Symbol, QgsLegendStyle.Top, 0.9),
                              (QgsLegendStyle.SymbolLabel, QgsLegendStyle.Left, 1.5)):
        item.rstyle(part).setMargin(side, space)
    return item


def scale_bar(layout, on, name, y, unit, unit_label, per_unit, styles):
    item = placed(layout, QgsLayoutItemScaleBar(layout), name, PANEL[0], y, PANEL[2], 9)
    item.setStyle("Line Ticks Up")
    item.setLinkedMap(on)
    item.setUnits(unit)
    item.setUnitLabel(unit_label)
    item.setMapUnitsPerScaleBarUnit(per_unit)
    item.setNumberOfSegments(2)
    item.setNumberOfSegmentsLeft(0)
    item.setUnitsPerSegment(100)
    item.setHeight(1.6)
    item.setLabelBarSpace(0.8)
    item.setBoxContentSpace(0)
    item.setTextFormat(text(6.5, styles["ink"]))
    line = item.lineSymbol().clone()
    line.setColor(QColor(styles["ink"]))
    line.setWidth(0.25)
    item.setLineSymbol(line)
    return item


def north(layout, on, styles):
    item = placed(layout, QgsLayoutItemMarker(layout), "north", PANEL[0] + PANEL[2] - 4.5, 181, 7, 9)
    item.setSymbol(QgsMarkerSymbol.createSimple({"name": "arrow", "color": styles["ink"], "outline_style": "no", "size": "8"}))
    item.setLinkedMap(on)
    item.setNorthMode(QgsLayoutNorthArrowHandler.TrueNorth)
    label(layout, "north letter", "N", 8, styles["ink"], (PANEL[0] + PANEL[2] - 8, 171.5, 7, 5), True, Qt.AlignHCenter)


def made(styles):
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Landscape)
    on = map_item(layout, styles)
    label(layout, "title", "%%title%%", 15, styles["ink"], (MAP[0], 6, 281, 8), True)
    label(layout, "subtitle", "[% @project_title %], as of [% @picket_as_of %]", 9.5, GREY, (MAP[0], 14.5, 281, 6))
    legend(layout, on, styles)
    scale_bar(layout, on, "kilometres", 172, QgsUnitTypes.DistanceKilometers, "km", 1, styles)
    scale_bar(layout, on, "nautical miles", 182, QgsUnitTypes.DistanceNauticalMiles, "NM", 1, styles)
    north(layout, on, styles)
    label(layout, "sources", "%%sources%%", 5.5, GREY, (MAP[0], 193, 281, 13))
    return layout


def item_of(root, name):
    return next(item for item in root.iter("LayoutItem") if item.get("id") == name)


def with_blanks(root):
    """%%name%% where maps differ, and names for ids that QGIS draws by lot."""
    root.set("name", "%%name%%")
    on = item_of(root, "map")
    on.set("followPreset", "true")
    on.set("followPresetName", "%%theme%%")
    for side in ("xmin", "ymin", "xmax", "ymax"):
        on.find("Extent").set(side, f"%%{side}%%")
    crs = on.find("crs")
    if crs is None:
        crs = ElementTree.SubElement(on, "crs")
    for child in list(crs):
        crs.remove(child)
    crs.text = "%%crs%%"
    for name in ("kilometres", "nautical miles"):
        item_of(root, name).set("numUnitsPerSegment", f"%%{name.replace(' ', '_')}%%")
    tree = item_of(root, "legend").find("layer-tree-group")
    for child in list(tree):
        tree.remove(child)
    tree.text = "%%legend%%"
    names = {item.get("uuid"): item.get("id") or "page" for item in root.iter("LayoutItem")}
    for element in root.iter():
        for key, value in element.attrib.items():
            if value in names:
                element.set(key, names[value])


def text_of(styles):
    layout = made(styles)
    document = QDomDocument()
    document.appendChild(layout.writeXml(document, QgsReadWriteContext()))
    root = qgis_xml.from_text(document.toString())
    with_blanks(root)
    qgis_xml.slim(root)
    return qgis_xml.to_text(root)
