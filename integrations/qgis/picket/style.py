"""How a result looks when QGIS loads it: the colours of picket's own maps, put on when the layer is in the project."""
from qgis.core import (QgsColorRampShader, QgsFeatureRequest, QgsFillSymbol, QgsGradientColorRamp, QgsGradientStop, QgsLabelObstacleSettings,
                       QgsLineSymbol, QgsMarkerSymbol, QgsPalLayerSettings, QgsProcessingLayerPostProcessorInterface,
                       QgsRuleBasedRenderer, QgsSimpleLineSymbolLayer, QgsSingleBandPseudoColorRenderer, QgsSingleSymbolRenderer,
                       QgsTextBufferSettings, QgsTextFormat, QgsVectorLayerSimpleLabeling)
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor

AIR, SEA, FRONT, GROUND, GAP, INK = "#5b2a86", "#0b4f8a", "#9b1c1c", "#d9c9c4", "#d55e00", "#1c2430"


def _with_alpha(colour, opacity):
    c = QColor(colour)
    return f"{c.red()},{c.green()},{c.blue()},{round(255 * opacity)}"


def _fill(colour, opacity, outline=None, width=0.5):
    return QgsFillSymbol.createSimple({"color": _with_alpha(colour, opacity), "outline_color": outline or colour, "outline_width": str(width)})


def _cased_line(colour, width):
    symbol = QgsLineSymbol.createSimple({"color": colour, "width": str(width), "capstyle": "round", "joinstyle": "round"})
    casing = QgsSimpleLineSymbolLayer.create({"color": "#ffffff", "width": str(width + 0.8), "capstyle": "round", "joinstyle": "round"})
    symbol.insertSymbolLayer(0, casing)
    return symbol


def _marker(shape, colour, size, outline="#ffffff"):
    return QgsMarkerSymbol.createSimple({"name": shape, "color": colour, "size": str(size), "outline_color": outline, "outline_width": "0.3"})


def _single(symbol):
    def style(layer):
        layer.setRenderer(QgsSingleSymbolRenderer(symbol()))

    return style


def _rules(layer, rules):
    root = QgsRuleBasedRenderer.Rule(None)
    for title, where, symbol in rules:
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, filterExp=where, label=title, elseRule=not where))
    layer.setRenderer(QgsRuleBasedRenderer(root))


def _reach(layer):
    """Grounds lie in each other: the largest below, each with what it stands for along its edge."""
    renderer = QgsSingleSymbolRenderer(_fill(AIR, 0.12, width=0.6))
    fields = layer.fields().names()
    if "area_km2" in fields:
        renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause("area_km2", False)]))
        renderer.setOrderByEnabled(True)
    layer.setRenderer(renderer)
    for name, unit in (("radius_km", "km"), ("on_station_min", "min"), ("on_station", "min")):
        if name in fields:
            _label(layer, f"\"base\" || ', ' || \"{name}\" || ' {unit}'", QgsPalLayerSettings.Line)
            break


def _label(layer, expression, placement):
    around = QgsTextBufferSettings()
    around.setEnabled(True)
    around.setSize(0.8)
    words = QgsTextFormat()
    words.setSize(8)
    words.setColor(QColor(INK))
    words.setBuffer(around)
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression, settings.placement = expression, True, placement
    # Grounds lie in each other: one must not keep the words of another away.
    free = QgsLabelObstacleSettings()
    free.setIsObstacle(False)
    settings.setObstacleSettings(free)
    settings.setFormat(words)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _cover(layer):
    # Formats without a type for yes and no have it as a word or a number.
    _rules(layer, [("chosen", "lower(to_string(\"chosen\")) in ('true', '1')", _marker("star", SEA, 5)),
                   ("not chosen", "", _marker("circle", "#ffffff", 2, "#6b6f76"))])


def _demand(layer):
    def symbol(colour):
        return _marker("circle", colour, 2.2) if layer.geometryType() == 0 else _fill(colour, 0.5, "#ffffff", 0.2)

    _rules(layer, [("covered", "\"covered\" >= 1", symbol("#1f6fab")), ("covered in part", "\"covered\" > 0 and \"covered\" < 1", symbol("#a9cfe6")),
                   ("not covered", "", symbol(GAP))])


def _raster(colours):
    def style(layer):
        provider = layer.dataProvider()
        band = provider.bandStatistics(1)
        least, most = band.minimumValue, band.maximumValue
        steps = len(colours) - 1
        stops = [QgsGradientStop(i / steps, QColor(colours[i])) for i in range(1, steps)]
        renderer = QgsSingleBandPseudoColorRenderer(provider, 1)
        renderer.setClassificationMin(least)
        renderer.setClassificationMax(most)
        renderer.createShader(QgsGradientColorRamp(QColor(colours[0]), QColor(colours[-1]), False, stops),
                              QgsColorRampShader.Interpolated, QgsColorRampShader.Continuous, 0)
        renderer.setOpacity(0.8)
        layer.setRenderer(renderer)

    return style


NEAR_TO_FAR = ("#2d0f4a", "#5b2a86", "#9575bd", "#c3b5dd", "#ece7f2")
STYLES = {
    "buffer": _single(lambda: _fill(AIR, 0.2)),
    "reach": _reach,
    "route": _single(lambda: _cased_line(AIR, 0.8)),
    "lane": _single(lambda: _cased_line(SEA, 0.8)),
    "frontline": _single(lambda: _cased_line(FRONT, 1.0)),
    "control": _single(lambda: _fill(GROUND, 0.8, "#a08c86", 0.3)),
    "cover": _cover,
    "cover-demand": _demand,
    "field-distance": _raster(NEAR_TO_FAR),
    "field-time": _raster(NEAR_TO_FAR),
    "field-on-station": _raster(NEAR_TO_FAR[::-1]),
    "field-count": _raster(NEAR_TO_FAR[::-1]),
}


class _Stylist(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, style):
        super().__init__()
        self.style = style

    def postProcessLayer(self, layer, _context, _feedback):
        self.style(layer)
        layer.triggerRepaint()


_in_use = []


def post_processed(details, processor):
    """The context of the run deletes what it was given; until then Python must hold it."""
    _in_use[:] = [p for p in _in_use if not sip.isdeleted(p)] + [processor]
    details.setPostProcessor(processor)


def style_result(algorithm, context, path, style, output="OUTPUT"):
    """Where QGIS is to load the result, and the user has chosen no style of their own for it."""
    from processing.gui.RenderingStyles import RenderingStyles

    if context.willLoadLayerOnCompletion(path) and not RenderingStyles.getStyle(algorithm.id(), output):
        post_processed(context.layerToLoadOnCompletionDetails(path), _Stylist(STYLES[style]))
