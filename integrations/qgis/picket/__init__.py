"""picket in QGIS: its commands as a provider of Processing. QGIS begins here."""


def classFactory(_iface):
    from .plugin import PicketPlugin

    return PicketPlugin()
