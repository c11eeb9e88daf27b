"""What the tests of the plugin share: a folder with the drawn world in it, the program, and the plugin as it is installed."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ["PICKET_TEST_PROGRAM"]

SQUARE = ('{"type":"Feature","properties":{"id":"sq","name":"Square"},"geometry":{"type":"Polygon","coordinates":'
          '[[[16,49],[18,49],[18,51],[16,51],[16,49]]]}}')
RING = ('{"type":"Feature","properties":{"name":"Ring"},"geometry":{"type":"Polygon","coordinates":[[[14,49],[16,49],[16,51],[14,51],[14,49]],'
        '[[14.5,49.5],[14.5,50.5],[15.5,50.5],[15.5,49.5],[14.5,49.5]]]}}')
DEMAND = """id,name,lon,lat,people,limit
a,Alpha,30.000,46.500,10,20
b,Beta,30.005,46.500,20,20
c,Gamma,30.010,46.500,30,30
d,Delta,30.020,46.500,40,50
e,Epsilon,30.100,46.500,50,10
"""


class World:
    """A folder of its own that holds the world, a scenario, and a home with the plugin unpacked from its zip."""

    made = []

    def __init__(self):
        self.made.append(self)
        self.folder = Path(tempfile.mkdtemp(prefix="picket-plugin-"))
        shutil.copytree(ROOT / "tests" / "planner" / "world", self.folder, dirs_exist_ok=True)
        shutil.copy(ROOT / "tests" / "cli" / "scenario.toml", self.folder)
        for name, text in (("square.geojson", SQUARE), ("ring.geojson", RING), ("d.csv", DEMAND)):
            (self.folder / name).write_text(text, encoding="utf-8")
        self.home = self.folder / "home"
        self.plugins = self.home / "plugins"
        self.zip = self.folder / "picket.zip"
        self.home.mkdir(mode=0o700)
        subprocess.run([ROOT / "scripts" / "make_plugin", self.zip], check=True, stdout=subprocess.DEVNULL)
        with zipfile.ZipFile(self.zip) as archive:
            archive.extractall(self.plugins)

    def close(self):
        self.made.remove(self)
        shutil.rmtree(self.folder)

    def path(self, name):
        return str(self.folder / name)

    def out(self, folder, name):
        """A file of that name in a folder of its own."""
        (self.folder / folder).mkdir(exist_ok=True)
        return str(self.folder / folder / name)

    def environment(self, **more):
        """Without a program to be found, unless PICKET is given."""
        kept = {k: v for k, v in os.environ.items() if k not in ("PICKET", "PICKET_PROGRESS", "DISPLAY")}
        return {**kept, "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config"),
                "XDG_DATA_HOME": str(self.home / ".local/share"), "QGIS_PLUGINPATH": str(self.plugins), "QT_QPA_PLATFORM": "offscreen",
                "LC_ALL": "C.UTF-8", **more}

    def picket(self, *arguments):
        """The command line, whose answer is right by picket's own tests."""
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder, capture_output=True, text=True, check=False)

    def script(self, name, text):
        """A program that stands for picket."""
        path = self.folder / name
        path.write_text("#!/bin/sh\n" + text, encoding="utf-8")
        path.chmod(0o755)
        return str(path)


def main():
    """QGIS may crash when Python takes its objects apart in an order of its own: the verdict is out before."""
    result = unittest.main(exit=False, verbosity=1).result
    for world in list(World.made):
        world.close()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if result.wasSuccessful() and result.testsRun else 1)
