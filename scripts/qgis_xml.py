"""What QGIS saves, as small and steady text: no ids by chance, no order by chance, nothing that is so by default."""

import xml.etree.ElementTree as ElementTree

from qgis.core import QgsApplication

# Of text: what is off, and the font, which is that of the system wherever the style is opened.
OFF_IN_TEXT = ("background", "shadow", "text-mask", "substitutions", "families")
FONT = ("fontFamily", "namedStyle", "fontKerning", "forcedBold", "forcedItalic")
# What QGIS writes into a style and takes as given where it is missing.
UNSAID = {"alias": ("index",)}


def without_defaults(name, properties):
    """The properties without which a part of a symbol would be another."""
    registry = QgsApplication.symbolLayerRegistry()

    def made(of):
        return registry.createSymbolLayer(name, of).properties()

    kept, whole = dict(properties), made(properties)
    for key in sorted(properties):
        fewer = {k: v for k, v in kept.items() if k != key}
        if made(fewer) == whole:
            kept = fewer
    return kept


def slim_symbol_part(element):
    for old in element.findall("prop"):  # said again by Option, for QGIS before 3.16
        element.remove(old)
    options = element.find("Option")
    properties = {o.get("name"): o.get("value") for o in options}
    kept = without_defaults(element.get("class"), properties)
    for option in list(options):
        if option.get("name") not in kept:
            options.remove(option)
    element.attrib = {"class": element.get("class"), "pass": element.get("pass"), "enabled": "1", "locked": "0"}


def slim_text(style):
    for name in FONT:
        style.attrib.pop(name, None)
    for name in OFF_IN_TEXT:
        for child in style.findall(name):
            style.remove(child)


def is_void(element):
    """Data-defined properties that define nothing, what is off, a field without an alias."""
    if element.tag == "effect":
        return element.get("enabled") != "1"
    if element.tag in ("rotation", "sizescale"):
        return True
    if element.tag == "customproperties":
        return element.find("Option") is None or not (element.find("Option").attrib or len(element.find("Option")))
    if element.tag == "alias":
        return not element.get("name")
    if element.tag in ("data_defined_properties", "dd_properties", "dataDefinedProperties"):
        return all(o.get("name") != "properties" or o.find("Option") is None for o in element.iter("Option"))
    return False


def slim(element):
    for child in list(element):
        if is_void(child) or child.tag == "callout":
            element.remove(child)
            continue
        slim(child)
    if element.tag == "layer" and element.get("class"):
        slim_symbol_part(element)
    if element.tag == "text-style":
        slim_text(element)
    for name in UNSAID.get(element.tag, ()):
        element.attrib.pop(name, None)
    for name in [n for n in element.attrib if n.endswith("MapUnitScale")]:
        element.attrib.pop(name)


def in_order(element):
    element.attrib = dict(sorted(element.attrib.items()))
    for child in element:
        in_order(child)


def from_text(text):
    return ElementTree.fromstring(text)


def to_text(element):
    """One element a line, attributes in the order of their names."""
    in_order(element)
    ElementTree.indent(element, " ")
    return ElementTree.tostring(element, encoding="unicode", short_empty_elements=True) + "\n"
