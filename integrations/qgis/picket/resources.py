"""What lies beside the code: icons, and what the plugin says of itself."""
import configparser
from pathlib import Path

from qgis.PyQt.QtGui import QIcon

FOLDER = Path(__file__).resolve().parent


def icon_path(name):
    return str(FOLDER / "icons" / f"{name}.svg")


def icon(name):
    return QIcon(icon_path(name))


def plugin_version():
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(FOLDER / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]
