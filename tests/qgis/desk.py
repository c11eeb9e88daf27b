"""QGIS without a screen, and what it says while it works."""

import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
# No settings, plugins or fonts of the user who runs the tests.
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = tempfile.mkdtemp()

from qgis.core import Qgis, QgsApplication  # noqa: E402


class Desk:
    """Faults found, the warnings of QGIS among them."""

    def __init__(self):
        self.application = QgsApplication([], False)
        self.application.initQgis()
        self.faults = []
        self.checks = 0
        self.subject = ""
        QgsApplication.messageLog().messageReceived.connect(self.hear)

    def hear(self, *message):
        if len(message) == 3 and message[2] in (Qgis.Warning, Qgis.Critical):
            self.faults.append(f"{self.subject}: QGIS warns ({message[1]}): {message[0]}")

    def check(self, holds, otherwise):
        self.checks += 1
        if not holds:
            self.faults.append(f"{self.subject}: {otherwise}")
        return holds

    def finish(self):
        """The exit status."""
        for fault in self.faults:
            print(fault)
        print(f"QGIS {Qgis.QGIS_VERSION}: {self.checks} checks, {len(self.faults)} faults")
        return 1 if self.faults or not self.checks else 0
