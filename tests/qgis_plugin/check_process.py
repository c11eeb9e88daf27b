#!/usr/bin/env python3
"""The plugin through qgis_process: each algorithm gives what the command line gives, byte by byte, and its errors are told."""
import filecmp
import os
import subprocess
import unittest
from pathlib import Path

import support
from support import PROGRAM, World

QGIS_PROCESS = os.environ["PICKET_TEST_QGIS_PROCESS"]
ALGORITHMS = ["buffer", "cover", "field", "frontline", "lane", "plan", "reach", "route"]


class Process(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()
        cls.qgis("plugins", "enable", "picket")

    @classmethod
    def tearDownClass(cls):
        cls.world.close()

    @classmethod
    def qgis(cls, *arguments, **more):
        environment = cls.world.environment(**{"PICKET": PROGRAM, **more})
        return subprocess.run([QGIS_PROCESS, *arguments], cwd=cls.world.folder, env=environment, capture_output=True, text=True, check=False)

    def run_algorithm(self, command, **parameters):
        return self.qgis("run", f"picket:{command}", *[f"--{name}={value}" for name, value in parameters.items()])

    def same(self, command, words, name, **parameters):
        """By command line and by QGIS into files of one name, for GeoJSON has it inside."""
        line, qgis = self.world.out("line", name), self.world.out("qgis", name)
        said = self.world.picket(command, *[w.replace("OUT", line) for w in words])
        self.assertEqual(said.returncode, 0, said.stderr)
        ran = self.run_algorithm(command, OUTPUT=qgis, **parameters)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertTrue(filecmp.cmp(line, qgis, shallow=False), f"{line} and {qgis} differ")
        return ran

    def test_lists_all(self):
        listed = self.qgis("list").stdout
        for name in ALGORITHMS:
            self.assertIn(f"picket:{name}\t", listed)

    def test_help_has_the_parameters(self):
        said = self.qgis("help", "picket:reach")
        self.assertEqual(said.returncode, 0, said.stderr)
        for words in ("as picket reach does", "RADIUS: Radius, such as 600 km", "Write the unit: m, km, NM, mi or ft."):
            self.assertIn(words, said.stdout)

    def test_buffer(self):
        self.same("buffer", ["ports.geojson", "OUT", "--distance", "12NM", "--dissolve"], "ports.geojson",
                  INPUT=self.world.path("ports.geojson"), DISTANCE="12 NM", DISSOLVE="true")
        self.same("buffer", ["frontline.geojson", "OUT", "--distance", "10km", "--side", "left", "--edges", "geodesic"], "left.geojson",
                  INPUT=self.world.path("frontline.geojson"), DISTANCE="10km", SIDE="left", EDGES="geodesic")
        self.same("buffer", ["control.geojson", "OUT", "--distance=-10km", "--tolerance", "1m"], "inward.geojson",
                  INPUT=self.world.path("control.geojson"), DISTANCE="-10 km", TOLERANCE="1 m")

    def test_reach(self):
        ran = self.same("reach", ["--base", "15,50", "--base", "EPMM", "--radius", "100km,200km", "--closed", "square.geojson", "--threads", "1",
                                  "-o", "OUT"], "reach.geojson",
                        BASE="15,50; EPMM", RADIUS="100 km, 200 km", CLOSED=self.world.path("square.geojson"), THREADS="1")
        self.assertIn("drawing, 2 of 2 bases done", ran.stdout)
        self.assertIn("0...10", ran.stdout)

    def test_reach_of_aircraft(self):
        self.same("reach", ["--base", "15,50", "--aircraft", "f16", "--on-station", "1h,90min", "--tanker", "14,51", "--refuellings", "2",
                            "--recovery", "LRFT", "--closed", "square.geojson", "-o", "OUT"], "patrols.geojson",
                  BASE="15,50", AIRCRAFT="f16", ON_STATION="1 h, 90 min", TANKER="14,51", REFUELLINGS="2", RECOVERY="LRFT",
                  CLOSED=self.world.path("square.geojson"))

    def test_route(self):
        ran = self.same("route", ["--from", "bases.geojson", "--to", "19,50", "--closed", "square.geojson", "--speed", "450kt", "-o", "OUT"],
                        "route.geojson", FROM_LAYER=self.world.path("bases.geojson"), TO="19,50", SPEED="450 kt",
                        CLOSED=self.world.path("square.geojson"))
        self.assertIn("SHORTEST_KM:", ran.stdout)

    def test_route_through_countries(self):
        self.same("route", ["--from", "EPMM", "--to", "36.2,50.0", "--closed", "BLR", "--closed", "RUS", "--no-territorial-sea", "-o", "OUT"],
                  "countries.geojson", FROM="EPMM", TO="36.2,50.0", CLOSED_COUNTRIES="BLR, RUS", TERRITORIAL_SEA="false")

    def test_field(self):
        self.same("field", ["--bases", "15,50", "--bases", "EPMM", "--cell", "10km", "--radius", "300km", "--closed", "square.geojson", "-o", "OUT"],
                  "field.tif", BASE="15,50, EPMM", CELL="10 km", RADIUS="300 km", CLOSED=self.world.path("square.geojson"))
        self.same("field", ["--bases", "15,50", "--what", "count", "--aircraft", "f16", "--on-station", "1h", "--cell", "0.2deg", "-o", "OUT"],
                  "count.tif", BASE="15,50", WHAT="count", AIRCRAFT="f16", ON_STATION="1h", CELL="0.2deg")

    def test_cover(self):
        demand, line, qgis = (self.world.path("d.csv"), self.world.out("line", "served.geojson"), self.world.out("qgis", "served.geojson"))
        ran = self.same("cover", ["d.csv", "d.csv", "--radius", "800m", "--count", "1", "--weight", "people", "--demand-out", line, "-o", "OUT"],
                        "sites.geojson", DEMAND=demand, SITES=demand, RADIUS="800 m", COUNT="1", WEIGHT="people", DEMAND_OUTPUT=qgis)
        self.assertTrue(filecmp.cmp(line, qgis, shallow=False))
        self.assertIn("Covered: 100 of 150, 66.67%, by 1 site", ran.stdout)
        self.assertIn("Proven: no choice is better.", ran.stdout)

    def test_frontline_and_back(self):
        borders = self.world.path("countries.geojson")
        ran = self.same("frontline", ["control.geojson", "--borders", "countries.geojson", "--ends", "main", "-o", "OUT"], "line.geojson",
                        INPUT=self.world.path("control.geojson"), BORDERS=borders, ENDS="main")
        self.assertIn("LENGTH_KM:", ran.stdout)
        self.same("frontline", ["frontline.geojson", "--borders", "countries.geojson", "--to-control", "--seed", "11,50", "-o", "OUT"],
                  "ground.geojson", INPUT=self.world.path("frontline.geojson"), BORDERS=borders, TO_CONTROL="true", SEEDS="11,50")

    def test_lane(self):
        self.same("lane", ["--from", "15,50", "--to", "19,50", "--land", "square.geojson", "--offshore", "3NM", "-o", "OUT"], "lane.geojson",
                  FROM="15,50", TO="19,50", LAND=self.world.path("square.geojson"), OFFSHORE="3 NM")
        self.same("lane", ["--from", "Odesa", "--to", "Bosphorus", "-o", "OUT"], "named.gpkg.geojson", FROM="Odesa", TO="Bosphorus")

    def test_plan(self):
        line, qgis = self.world.path("plan-line"), self.world.path("plan-qgis")
        self.assertEqual(self.world.picket("plan", "scenario.toml", "--out", line).returncode, 0)
        os.mkdir(qgis)  # as QGIS does when the user chooses a new folder
        for _ in range(2):  # the second time the plan stands there
            ran = self.run_algorithm("plan", SCENARIO=self.world.path("scenario.toml"), OUTPUT=qgis)
            self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
            self.assertEqual(sorted(os.listdir(line)), sorted(os.listdir(qgis)))
            for name in os.listdir(line):
                self.assertTrue(filecmp.cmp(Path(line, name), Path(qgis, name), shallow=False), name)
        self.assertIn("REQUIREMENTS_MET:\t2", ran.stdout)
        refused = self.run_algorithm("plan", SCENARIO=self.world.path("scenario.toml"), OUTPUT=qgis, OVERWRITE="false")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("exists already", refused.stdout + refused.stderr)

    def fails(self, wanted, ran):
        said = ran.stdout + ran.stderr
        self.assertNotEqual(ran.returncode, 0, said)
        self.assertIn(wanted, said)
        return said

    def test_error_is_picket_s(self):
        path = self.world.out("qgis", "none.geojson")
        self.fails("EPPM: is neither LON,LAT", self.run_algorithm("reach", BASE="EPPM", RADIUS="300km", OUTPUT=path))
        self.fails("must lie between 1 m and 5000 km", self.run_algorithm("buffer", INPUT=self.world.path("ports.geojson"), DISTANCE="9999 km",
                                                                        OUTPUT=path))
        self.assertFalse(os.path.exists(path))

    def test_what_is_lacking_is_said_before(self):
        path = self.world.out("qgis", "none.geojson")
        self.fails("How far?", self.run_algorithm("reach", BASE="EPMM", OUTPUT=path))
        self.fails("Bases: give codes", self.run_algorithm("reach", RADIUS="300km", OUTPUT=path))
        self.fails("To: name a place", self.run_algorithm("route", FROM="EPMM", OUTPUT=path))
        self.fails("Nothing is asked for", self.run_algorithm("cover", DEMAND=self.world.path("d.csv"), SITES=self.world.path("d.csv"), OUTPUT=path))

    def test_answer_is_no(self):
        path = self.world.out("qgis", "none.geojson")
        self.fails("the answer is no: there is no way from 15,50 to 18,50", self.run_algorithm(
            "route", FROM="15,50", TO="18,50", CLOSED=self.world.path("ring.geojson"), OUTPUT=path))
        self.fails("the answer is no: all 5 sites together serve at most 110 of the weight of 150", self.run_algorithm(
            "cover", DEMAND=self.world.path("d.csv"), SITES=self.world.path("d.csv"), RADIUS="800m", SHARE="0.9", WEIGHT="people", CAPACITY="limit",
            OUTPUT=path))
        self.assertFalse(os.path.exists(path))

    def test_some_ways_are_an_answer(self):
        path = self.world.out("qgis", "some.geojson")
        ran = self.run_algorithm("route", FROM="15,50", TO="18,50; 15.2,50", CLOSED=self.world.path("ring.geojson"), OUTPUT=path)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertIn("there is no way from 15,50 to 18,50", ran.stdout + ran.stderr)
        self.assertIn("MISSING:\t1", ran.stdout)
        self.assertTrue(os.path.exists(path))

    def test_notice_is_a_warning(self):
        ran = self.run_algorithm("reach", BASE="15,50", AIRCRAFT="f16", ON_STATION="20h", OUTPUT=self.world.out("qgis", "empty.geojson"))
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertIn("nowhere is so long left", ran.stdout + ran.stderr)

    def reach(self, **environment):
        return self.qgis("run", "picket:reach", "--BASE=15,50", "--RADIUS=100km", "--OUTPUT=" + self.world.out("qgis", "none.geojson"), **environment)

    def test_program_not_found(self):
        self.fails("The program picket was not found. Install the Debian package", self.reach(PICKET="", PATH="/nowhere"))
        self.fails("The environment variable PICKET names /nowhere/picket, where there is no program", self.reach(PICKET="/nowhere/picket"))

    def test_program_on_the_path(self):
        folder = self.world.folder / "bin"
        folder.mkdir()
        (folder / "picket").symlink_to(PROGRAM)
        ran = self.reach(PICKET="", PATH=f"{folder}:{os.environ['PATH']}")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)

    def test_program_of_another_version(self):
        self.fails("is picket 0.9.3, which does not suit this plugin", self.reach(PICKET=self.world.script("newer", "echo picket 0.9.3\n")))
        self.fails("is not picket", self.reach(PICKET=self.world.script("other", "echo hello\n")))

    def test_program_that_dies(self):
        dying = self.world.script("dying", '[ "$1" = --version ] && exec ' + PROGRAM + ' --version\nkill -9 $$\n')
        self.fails("it was ended by signal 9", self.reach(PICKET=dying))


if __name__ == "__main__":
    support.main()
