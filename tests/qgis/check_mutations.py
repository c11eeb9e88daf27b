#!/usr/bin/python3
"""Breaks a plan in many ways, and looks whether the checks beside this one see it.

Run   check_mutations.py PLAN STYLES.json
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def removed(name):
    return lambda folder: (folder / name).unlink()


def replaced(name, pattern, by):
    def mutate(folder):
        file = folder / name
        file.write_text(changed(file.read_text(encoding="utf-8"), pattern, by), encoding="utf-8")
    return mutate


def repacked(pattern, by):
    def mutate(folder):
        text = zipfile.ZipFile(folder / "plan.qgz").read("plan.qgs").decode()
        with zipfile.ZipFile(folder / "plan.qgz", "w") as packed:
            packed.writestr("plan.qgs", changed(text, pattern, by))
    return mutate


def changed(text, pattern, by):
    result = re.sub(pattern, by, text, flags=re.S)
    if result == text:
        sys.exit(f"check_mutations: {pattern} is not there to be changed")
    return result


# What is checked, what is done to the plan, and a word of what must be said of it.
MUTATIONS = [
    ("layers", removed("stations.qml"), "stations.geojson: is drawn as singleSymbol"),
    ("layers", replaced("bases.qml", "ICAO code", "Code"), "bases.geojson: calls icao 'Code'"),
    ("layers", replaced("zone_held.qml", 'label="held by two"', 'label="held"'), "zone_held.geojson: has the rules"),
    ("layers", replaced("rota.qml", "<temporal.*</temporal>", ""), "rota.geojson: has times, or none"),
    ("layers", replaced("zones.qml", 'drawLabels="1"', 'drawLabels="0"'), "zones.geojson: has labels, or none"),
    ("layers", removed("plan.gpkg"), "is no layer for QGIS"),
    ("layers", replaced("force.qml", 'label="less than 30 min" symbol="[0-9]*"', 'label="less than 30 min"'), "force.geojson: has the rules"),
    ("project", removed("plan.gpkg"), "cannot read zones"),
    ("project", repacked("<maplayer [^>]*><id>picket_layer_zones</id>.*?</maplayer>", ""), "lacks or has too much"),
    ("project", repacked("<datasource>./plan.gpkg", f"<datasource>{HERE}/plan.gpkg"), "reads"),
    ("project", repacked("<projectCrs>.*?</projectCrs>", ""), "has the CRS"),
    ("project", repacked("<visibility-preset .*?</visibility-preset>", ""), "has the themes"),
    ("project", repacked("<Bookmark .*?</Bookmark>", ""), "has the bookmarks"),
    ("project", repacked('<Layout name="Map: sea".*?</Layout>', ""), "layout of sea: is not there"),
    ("project", repacked('followPresetName="[^"]*"', 'followPresetName="air"'), "shows no theme"),
    ("project", repacked('(<Extent [^>]*)xmax="[^"]*" xmin="[^"]*"', r'\1xmax="9100000" xmin="9000000"'), "has a blank legend"),
    ("project", repacked("<ProjectTimeSettings .*?</ProjectTimeSettings>", ""), "has the times"),
    ("project", repacked('<renderer-v2 [^>]*type="RuleRenderer">.*?</renderer-v2>', ""), "without rules"),
    ("project", repacked('checked="Qt::Unchecked"', 'checked="Qt::Checked"'), "at first"),
    ("project", repacked(' unitLabel="NM"', ' unitLabel="mi"'), "has other scale bars"),
]


def ran_on_copy(plan, styles, check, mutate):
    """What a check says of a copy of the plan, somewhere else, that was changed."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "moved"
        shutil.copytree(plan, folder)
        mutate(folder)
        return subprocess.run([sys.executable, HERE / f"check_{check}.py", folder, styles], capture_output=True, text=True)


def main(plan, styles):
    wrong = 0
    for check, mutate, said in [("layers", lambda _: None, ""), ("project", lambda _: None, ""), *MUTATIONS]:
        ran = ran_on_copy(plan, styles, check, mutate)
        if ran.returncode != (1 if said else 0) or said not in ran.stdout:
            wrong += 1
            print(f"check_{check}.py ends with {ran.returncode} and should say '{said}':\n{ran.stdout}{ran.stderr}")
    print(f"{len(MUTATIONS)} mutations and 2 plans as they are, {wrong} taken wrongly")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
