"""The provider `picket`: its algorithms, its setting, and the formats it writes."""
from qgis.core import QgsProcessingProvider

from .algorithms import ALGORITHMS
from .program import SETTING
from .resources import icon, icon_path


class PicketProvider(QgsProcessingProvider):
    def id(self):
        return "picket"

    def name(self):
        return "picket"

    def longName(self):
        return "picket: air and sea patrols"

    def icon(self):
        return icon("picket")

    def svgIconPath(self):
        return icon_path("picket")

    def load(self):
        # Of QGIS's own plugin for Processing; qgis_process may run without it, and then has no settings either.
        from processing.core.ProcessingConfig import ProcessingConfig, Setting

        ProcessingConfig.settingIcons[self.name()] = self.icon()
        ProcessingConfig.addSetting(Setting(self.name(), SETTING, "picket program (empty: $PICKET, then the PATH)", "",
                                            valuetype=Setting.FILE))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        from processing.core.ProcessingConfig import ProcessingConfig

        ProcessingConfig.removeSetting(SETTING)

    def loadAlgorithms(self):
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def supportsNonFileBasedOutput(self):
        return False

    def supportedOutputVectorLayerExtensions(self):
        return ["gpkg", "geojson", "fgb", "shp", "kml"]

    def supportedOutputTableExtensions(self):
        return []

    def supportedOutputRasterLayerExtensions(self):
        return ["tif", "tiff"]
