"""The plugin: nothing but its provider, so that it works in QGIS and in qgis_process alike."""
from qgis.core import QgsApplication

from .provider import PicketProvider


class PicketPlugin:
    def __init__(self):
        self.provider = None

    def initProcessing(self):
        self.provider = PicketProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
