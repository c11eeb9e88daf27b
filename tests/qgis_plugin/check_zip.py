#!/usr/bin/env python3
"""The zip that QGIS installs the plugin from: the same bytes again, all that belongs in it and no more, and what it says of itself."""
import configparser
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

from support import PROGRAM, ROOT, main

MAKE = ROOT / "scripts" / "make_plugin"
SOURCE = ROOT / "integrations" / "qgis" / "picket"


class Zip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="picket-zip-"))
        cls.zip = cls.make("one.zip")
        with zipfile.ZipFile(cls.zip) as archive:
            archive.extractall(cls.folder / "out")
            cls.entries = archive.infolist()
        cls.plugin = cls.folder / "out" / "picket"
        cls.metadata = configparser.ConfigParser(interpolation=None)
        cls.metadata.read(cls.plugin / "metadata.txt", encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def make(cls, name):
        subprocess.run([MAKE, cls.folder / name], check=True, stdout=subprocess.DEVNULL)
        return cls.folder / name

    def test_same_bytes_whenever_it_is_made(self):
        stray = SOURCE / "__pycache__"
        existed = stray.exists()
        stray.mkdir(exist_ok=True)
        try:
            (stray / "stray.pyc").write_bytes(b"x")
            self.assertEqual(self.zip.read_bytes(), self.make("two.zip").read_bytes())
        finally:
            (stray / "stray.pyc").unlink()
            if not existed:
                stray.rmdir()

    def test_what_is_in_it(self):
        names = [e.filename for e in self.entries]
        self.assertEqual(names, sorted(names))
        for name in names:
            self.assertRegex(name, r"^picket/(LICENSE|metadata\.txt|styles\.json|(algorithms/)?\w+\.py|icons/\w+\.svg)$")
        for name in ("__init__.py", "metadata.txt", "provider.py", "algorithms/plan.py", "icons/picket.svg"):
            self.assertIn(f"picket/{name}", names)
        self.assertEqual({e.external_attr >> 16 for e in self.entries}, {0o100644})
        self.assertEqual((self.plugin / "LICENSE").read_bytes(), (ROOT / "LICENSE").read_bytes())
        self.assertEqual((self.plugin / "styles.json").read_bytes(), (ROOT / "styles" / "styles.json").read_bytes())

    def test_metadata(self):
        general = self.metadata["general"]
        for key in ("name", "description", "about", "version", "author", "email", "repository", "tracker", "icon", "tags"):
            self.assertTrue(general.get(key), key)
        self.assertEqual(general["qgisMinimumVersion"], "3.22")
        self.assertEqual(general["hasProcessingProvider"], "yes")
        self.assertTrue((self.plugin / general["icon"]).is_file())
        said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(f"picket {general['version']}", said.strip())
        self.assertTrue(general["changelog"].startswith(general["version"]))

    def test_another_version_is_refused(self):
        copy = self.folder / "copy"
        for part in ("scripts/make_plugin", "LICENSE", "CMakeLists.txt"):
            (copy / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / part, copy / part)
        shutil.copytree(SOURCE, copy / "integrations" / "qgis" / "picket")
        file = copy / "integrations" / "qgis" / "picket" / "metadata.txt"
        file.write_text(re.sub(r"(?m)^version=.*", "version=9.9.9", file.read_text(encoding="utf-8")), encoding="utf-8")
        ran = subprocess.run([copy / "scripts" / "make_plugin"], capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("metadata.txt says version=9.9.9; picket is", ran.stderr)
        self.assertFalse((copy / "build").exists())

    def test_icons_are_drawings(self):
        icons = list((self.plugin / "icons").glob("*.svg"))
        self.assertEqual(len(icons), 9)
        for icon in icons:
            self.assertEqual(xml.parse(icon).getroot().attrib["viewBox"], "0 0 24 24", icon.name)

    def test_code_compiles_and_needs_nothing_else(self):
        allowed = {"qgis", "processing", "configparser", "dataclasses", "json", "os", "pathlib", "queue", "re", "shutil", "subprocess", "threading"}
        for file in self.plugin.rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            compile(text, file.name, "exec")
            for line in re.findall(r"(?m)^\s*(?:from|import) ([\w.]+)", text):
                if not line.startswith("."):
                    self.assertIn(line.split(".")[0], allowed, file.name)


if __name__ == "__main__":
    main()
