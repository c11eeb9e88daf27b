"""What all algorithms share: how they present themselves, and how parameters become the command's arguments."""
import re

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException

from . import program
from .layers import file_of
from .parameters import words_in
from .resources import icon, icon_path


class Arguments:
    """The words of a command line, from parameters that have a value. Options are joined to their values by an equals sign, so that
    a value may begin with a minus."""

    def __init__(self, algorithm, parameters, context, feedback):
        self.algorithm, self.parameters, self.context, self.feedback = algorithm, parameters, context, feedback
        self.words = [algorithm.command]

    def has(self, name):
        return self.parameters.get(name) not in (None, "")

    def text(self, option, name):
        value = self.algorithm.parameterAsString(self.parameters, name, self.context).strip()
        if value:
            self.words.append(f"{option}={value}")

    def choice(self, option, name):
        self.words.append(f"{option}={self.algorithm.parameterAsEnumString(self.parameters, name, self.context)}")

    def whole(self, option, name):
        if self.has(name):
            self.words.append(f"{option}={self.algorithm.parameterAsInt(self.parameters, name, self.context)}")

    def number(self, option, name):
        if self.has(name):
            self.words.append(f"{option}={self.algorithm.parameterAsDouble(self.parameters, name, self.context)!r}")

    def flag(self, option, name, unless=False):
        if self.algorithm.parameterAsBool(self.parameters, name, self.context) != unless:
            self.words.append(option)

    def listed(self, option, name):
        self.words += [f"{option}={w}" for w in words_in(self.algorithm.parameterAsString(self.parameters, name, self.context))]

    def places(self, option, name):
        self.listed(option, name)
        self.layer(option, name + "_LAYER")

    def layer(self, option, name, layer_option=None):
        """With `layer_option` the command can say which layer of the file is meant. Without `option` the file is a word of its own."""
        found = file_of(self.algorithm, self.parameters, name, self.context, self.feedback, layer_option is not None)
        if found is None:
            return
        path, layer = found
        self.words.append(f"{option}={path}" if option else path)
        if layer:
            self.words.append(f"{layer_option}={layer}")

    def airspace(self):
        self.listed("--closed", "CLOSED_COUNTRIES")
        self.layer("--closed", "CLOSED")
        self.text("--closed-where", "CLOSED_WHERE")
        self.layer("--open", "OPEN")
        self.text("--width", "WIDTH")
        self.flag("--no-territorial-sea", "TERRITORIAL_SEA", unless=True)
        self.flag("--strict", "STRICT")

    def patrol(self):
        self.text("--aircraft", "AIRCRAFT")
        self.text("--on-station", "ON_STATION")
        self.listed("--recovery", "RECOVERY")
        self.listed("--tanker", "TANKER")
        self.whole("--refuellings", "REFUELLINGS")

    def output(self, option, name):
        """QGIS asks before it replaces a file."""
        path = self.algorithm.parameterAsOutputLayer(self.parameters, name, self.context)
        self.words.append(f"{option}={path}" if option else path)
        if "--overwrite" not in self.words:
            self.words.append("--overwrite")
        return path


class PicketAlgorithm(QgsProcessingAlgorithm):
    """One command of picket. A command has `command`, `title`, `group_title`, `keywords`, `short` and `long`, makes its parameters in
    `parameters`, and its results in `work`."""

    command = title = group_title = short = long = ""
    keywords = ()

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.command

    def displayName(self):
        return self.title

    def group(self):
        return self.group_title

    def groupId(self):
        return re.sub(r"\W+", "_", self.group_title.lower())

    def tags(self):
        return ["picket", "geodesic", "wgs84", *self.keywords]

    def icon(self):
        return icon(self.command)

    def svgIconPath(self):
        return icon_path(self.command)

    def shortDescription(self):
        return self.short

    def shortHelpString(self):
        return f"{self.short}\n\n{self.long}\n\nComputed by the program picket on the WGS84 ellipsoid, as picket {self.command} does."

    def initAlgorithm(self, _configuration=None):
        for parameter in self.parameters():
            self.addParameter(parameter)

    def parameters(self):
        raise NotImplementedError

    def work(self, arguments, answer):
        """Adds the arguments, gets `answer(arguments)`, and returns the results."""
        raise NotImplementedError

    def processAlgorithm(self, parameters, context, feedback):
        path = program.find_program()
        program.require_version(path)
        return self.work(Arguments(self, parameters, context, feedback), lambda a: program.run(path, a.words, feedback))

    def refused(self, answer):
        """What an answer that is no says: there is nothing to load."""
        why = "; ".join(answer.notices)
        return QgsProcessingException(f"picket {self.command}: the answer is no: {why}" if why else f"picket {self.command}: the answer is no")


def lacks(parameters, *names):
    return all(parameters.get(name) in (None, "") for name in names)
