"""How entries of styles/styles.json look in QGIS: conditions as expressions, symbols, renderers, labels."""

from qgis.core import (
    QgsFeatureRequest, QgsFillSymbol, QgsLinePatternFillSymbolLayer, QgsLineSymbol, QgsMarkerSymbol, QgsPalLayerSettings, QgsProperty,
    QgsRuleBasedLabeling, QgsRuleBasedRenderer, QgsSimpleFillSymbolLayer, QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer, QgsSimpleMarkerSymbolLayerBase, QgsStringUtils, QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes,
    QgsVectorLayerSimpleLabeling, QgsWkbTypes)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

POINTS_OF_PIXEL = 0.75  # a pixel of styles.json is 1/96 inch, a point 1/72
SHAPES = {"circle": QgsSimpleMarkerSymbolLayerBase.Circle, "square": QgsSimpleMarkerSymbolLayerBase.Square,
          "diamond": QgsSimpleMarkerSymbolLayerBase.Diamond, "triangle": QgsSimpleMarkerSymbolLayerBase.EquilateralTriangle,
          "pentagon": QgsSimpleMarkerSymbolLayerBase.Pentagon, "star": QgsSimpleMarkerSymbolLayerBase.Star,
          "cross": QgsSimpleMarkerSymbolLayerBase.Cross2}
# Of features of one name at one place, such as a place that counts in two zones, the first.
ONCE = 'array_first(array_agg("id", group_by:="name" || geom_to_wkt($geometry))) = "id"'
CASING = 3  # pixels by which a casing is wider than its line, at most; a thin line is half of it


# --- conditions ---------------------------------------------------------------------------------------------------

def literal(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, (int, float)) else "'" + value.replace("'", "''") + "'"


def condition(field, wanted):
    name = f'"{field}"'
    if isinstance(wanted, dict):
        bounds = [f"{name} {sign} {literal(wanted[key])}" for key, sign in (("from", ">="), ("below", "<")) if key in wanted]
        return " AND ".join(bounds)
    if isinstance(wanted, list):
        return f"{name} IN ({', '.join(literal(v) for v in wanted)})"
    return f"{name} = {literal(wanted)}"


def expression(where):
    """What holds where all conditions do; empty where there are none."""
    return " AND ".join(condition(field, wanted) for field, wanted in where.items())


def values_apart(a, b):
    """Whether no value satisfies both conditions of one field."""
    if isinstance(a, dict) and isinstance(b, dict):
        low, high = float("-inf"), float("inf")
        return max(a.get("from", low), b.get("from", low)) >= min(a.get("below", high), b.get("below", high))
    if isinstance(a, dict) or isinstance(b, dict):
        return False
    lists = [v if isinstance(v, list) else [v] for v in (a, b)]
    return not set(map(literal, lists[0])) & set(map(literal, lists[1]))


def apart(a, b):
    return any(field in b and values_apart(wanted, b[field]) for field, wanted in a.items())


def filters(entry):
    """The filter of each rule. In styles.json the first rule that holds draws a feature, in QGIS every one; and what is
    compared with NULL holds neither nor does its opposite, which coalesce mends."""
    of_entry, rules = entry.get("where", {}), entry["rules"]
    result = []
    for i, rule in enumerate(rules):
        where = rule.get("where", {})
        parts = [expression({**of_entry, **where})] if of_entry or where else []
        earlier = [expression(r["where"]) for r in rules[:i] if not apart(r["where"], where)]
        if earlier:
            parts.append(f"NOT coalesce({' OR '.join(earlier)}, false)")
        result.append(" AND ".join(parts))
    return result


# --- symbols ------------------------------------------------------------------------------------------------------

def points(pixels):
    return pixels * POINTS_OF_PIXEL


def colour(name, opacity=1.0):
    result = QColor(name)
    result.setAlphaF(opacity)
    return result


def in_points(part):
    part.setOutputUnit(QgsUnitTypes.RenderPoints)
    return part


def assembled(kind, parts):
    result = kind()
    while result.symbolLayerCount():
        result.deleteSymbolLayer(0)
    for part in parts:
        result.appendSymbolLayer(part)
    return result


def stroke(rule, colour_name, width):
    part = in_points(QgsSimpleLineSymbolLayer(QColor(colour_name), points(width)))
    part.setPenJoinStyle(Qt.RoundJoin)
    part.setPenCapStyle(Qt.FlatCap if "dash" in rule else Qt.RoundCap)
    return part


def strokes(rule):
    """The line of a rule, dashed and upon its casing where it has them; none where it draws no line."""
    if "stroke" not in rule:
        return []
    line = stroke(rule, rule["stroke"], rule.get("width", 1))
    if "dash" in rule:
        line.setUseCustomDashPattern(True)
        line.setCustomDashVector([points(length) for length in rule["dash"]])
        line.setCustomDashPatternUnit(QgsUnitTypes.RenderPoints)
    if "casing" not in rule:
        return [line]
    width = rule.get("width", 1)
    casing = stroke({}, rule["casing"], width + min(CASING, width))
    line.setRenderingPass(1)  # over the casings of all features
    return [casing, line]


def hatching(hatch):
    part = in_points(QgsLinePatternFillSymbolLayer())
    part.setLineAngle(hatch["angle"])
    part.setDistance(points(hatch["spacing"]))
    part.setDistanceUnit(QgsUnitTypes.RenderPoints)
    line = in_points(QgsSimpleLineSymbolLayer(QColor(hatch["colour"]), points(hatch["width"])))
    part.setSubSymbol(assembled(QgsLineSymbol, [line]))
    return part


def marker(rule):
    part = QgsSimpleMarkerSymbolLayer(SHAPES[rule["marker"]], points(rule["size"]))
    part = in_points(part)
    part.setFillColor(colour(rule.get("fill", "#000000"), rule.get("fill_opacity", 1) if "fill" in rule else 0))
    if "stroke" in rule:
        part.setStrokeColor(QColor(rule["stroke"]))
        part.setStrokeWidth(points(rule.get("width", 1)))
    else:
        part.setStrokeStyle(Qt.NoPen)
    part.setPenJoinStyle(Qt.MiterJoin if rule["marker"] in ("square", "cross") else Qt.RoundJoin)
    return part


def filling(rule, opacity, seams):
    """Where features that touch leave hairlines between them, a line of the same colour covers the seams."""
    part = QgsSimpleFillSymbolLayer(colour(rule["fill"], opacity))
    if not seams:
        part.setStrokeStyle(Qt.NoPen)
        return part
    part = in_points(part)
    part.setStrokeColor(QColor(rule["fill"]))
    part.setStrokeWidth(points(0.5))
    return part


def symbol(rule, kind, fill_opacity, seams):
    if kind == QgsWkbTypes.PointGeometry:
        result = assembled(QgsMarkerSymbol, [marker(rule)])
    elif kind == QgsWkbTypes.LineGeometry:
        result = assembled(QgsLineSymbol, strokes(rule))
    else:
        parts = [filling(rule, fill_opacity, seams)] if "fill" in rule else []
        parts += [hatching(rule["hatch"])] if "hatch" in rule else []
        result = assembled(QgsFillSymbol, parts + strokes(rule))
    result.setOpacity(rule.get("opacity", 1))
    return result


# --- renderers ----------------------------------------------------------------------------------------------------

def is_plain(entry):
    """Whether all of its rules fill, and no more."""
    return all("fill_opacity" in rule and "stroke" not in rule and "hatch" not in rule for rule in entry["rules"])


def layer_opacity(entries):
    """Where features may lie on one another the layer as a whole is what one sees through, or their colours would mix."""
    whole = [e for e in entries if "order_by" in e or is_plain(e)]
    opacities = {rule["fill_opacity"] for e in whole for rule in e["rules"] if "fill_opacity" in rule}
    return opacities.pop() if len(opacities) == 1 else 1.0


def rules_of(entry, kind, opacity):
    result = []
    for rule, holds in zip(entry["rules"], filters(entry)):
        fill_opacity = 1.0 if opacity < 1 else rule.get("fill_opacity", 1)
        drawn = QgsRuleBasedRenderer.Rule(symbol(rule, kind, fill_opacity, opacity < 1), 0, rule.get("max_scale", 0), holds, rule["title"])
        drawn.setRuleKey(f"{entry['id']}: {rule['title']}")
        result.append(drawn)
    return result


def renderer(entries, kind):
    """By the rules of one entry; of several under a heading for each, of which those shown by default are on."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.setRuleKey(entries[0].get("table", entries[0]["id"]))
    shown = [e for e in entries if not e.get("hidden")] or entries[:1]
    for entry in entries:
        parent = root
        if len(entries) > 1:
            parent = QgsRuleBasedRenderer.Rule(None, label=entry["title"])
            parent.setRuleKey(entry["id"])
            parent.setActive(entry in shown)
            root.appendChild(parent)
        for rule in rules_of(entry, kind, layer_opacity(entries)):
            parent.appendChild(rule)
    result = QgsRuleBasedRenderer(root)
    result.setUsingSymbolLevels(any("casing" in rule for e in entries for rule in e["rules"]))
    order = next((e for e in entries if "order_by" in e), None)
    if order:
        clause = QgsFeatureRequest.OrderByClause(f'"{order["order_by"]}"', not order.get("descending", False))
        result.setOrderBy(QgsFeatureRequest.OrderBy([clause]))
        result.setOrderByEnabled(True)
    return result


# --- labels -------------------------------------------------------------------------------------------------------

def text_format(label):
    text = QgsTextFormat()
    text.setSize(points(label["size"]))
    text.setSizeUnit(QgsUnitTypes.RenderPoints)
    text.setColor(QColor(label["colour"]))
    if label.get("spaced"):
        font = text.font()
        font.setLetterSpacing(QFont.AbsoluteSpacing, points(2.5))
        text.setFont(font)
        text.setCapitalization(QgsStringUtils.AllUppercase)
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setColor(QColor("#ffffff"))
    halo.setOpacity(0.85)
    halo.setSize(points(2))
    halo.setSizeUnit(QgsUnitTypes.RenderPoints)
    text.setBuffer(halo)
    return text


def label_settings(label, kind):
    settings = QgsPalLayerSettings()
    settings.fieldName = label["field"]
    settings.setFormat(text_format(label))
    settings.scaleVisibility = True
    settings.minimumScale = label["max_scale"]
    settings.maximumScale = 0
    if kind == QgsWkbTypes.PointGeometry:
        properties = settings.dataDefinedProperties()
        properties.setProperty(QgsPalLayerSettings.Show, QgsProperty.fromExpression(ONCE))
        settings.setDataDefinedProperties(properties)
        settings.placement = QgsPalLayerSettings.OrderedPositionsAroundPoint
        settings.offsetType = QgsPalLayerSettings.FromSymbolBounds
        settings.dist = points(2)
        settings.distUnits = QgsUnitTypes.RenderPoints
        settings.priority = 8
    elif kind == QgsWkbTypes.LineGeometry:
        settings.placement = QgsPalLayerSettings.Line
        settings.dist = points(3)
        settings.distUnits = QgsUnitTypes.RenderPoints
        settings.priority = 6
    else:
        settings.placement = QgsPalLayerSettings.Horizontal
        settings.priority = 3 if label.get("spaced") else 5
        settings.thinningSettings().setMinimumFeatureSize(4)  # mm: no name over a country that is not seen
    return settings


def obstacles():
    """Labels of other layers keep off the lines, as well as they can."""
    settings = QgsPalLayerSettings()
    settings.drawLabels = False
    settings.fieldName = "name"
    return QgsVectorLayerSimpleLabeling(settings)


def labelling(entry, kind):
    """None where an entry has no labels, and nothing that labels should keep off."""
    label = entry.get("label")
    if not label:
        return obstacles() if kind == QgsWkbTypes.LineGeometry else None
    settings = label_settings(label, kind)
    if "where" not in label:
        return QgsVectorLayerSimpleLabeling(settings)
    root = QgsRuleBasedLabeling.Rule(None)
    root.setRuleKey("labels")
    rule = QgsRuleBasedLabeling.Rule(settings, 0, 0, expression(label["where"]), entry["title"])
    rule.setRuleKey("labels: " + entry["title"])
    root.appendChild(rule)
    return QgsRuleBasedLabeling(root)
