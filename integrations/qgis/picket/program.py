"""The program picket: where it is, whether it suits the plugin, and a run of it that can be watched and stopped."""
import os
import queue
import re
import shutil
import subprocess
import threading
from dataclasses import dataclass, field

from qgis.core import QgsProcessingException

from .resources import plugin_version

SETTING = "PICKET_PROGRAM"
INSTALL = ("Install the Debian package of picket (sudo apt-get install ./picket_*.deb), or say where the program is: under Settings > "
           "Options > Processing > Providers > picket > picket program, or by the environment variable PICKET.")

DONE, ANSWER_IS_NO = 0, 1


def setting():
    from processing.core.ProcessingConfig import ProcessingConfig

    return (ProcessingConfig.getSetting(SETTING) or "").strip()


def find_program():
    """The program's path: that of the options, or of the environment, or the first on the PATH."""
    for where, given in (("The Processing options name", setting()), ("The environment variable PICKET names",
                                                                        os.environ.get("PICKET", "").strip())):
        if not given:
            continue
        path = shutil.which(os.path.expanduser(given))
        if path is None:
            raise QgsProcessingException(f"{where} {given}, where there is no program that can be run. {INSTALL}")
        return path
    path = shutil.which("picket")
    if path is None:
        raise QgsProcessingException(f"The program picket was not found. {INSTALL}")
    return path


def require_version(path):
    """While the first number is 0, the second one changes when a command does, so both must be the plugin's; later the first."""
    ours = plugin_version()
    try:
        said = subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False)
        found = re.match(r"picket (\d+)\.(\d+)\.(\d+)", said.stdout.decode("utf-8", "replace"))
    except (OSError, subprocess.TimeoutExpired) as e:
        raise QgsProcessingException(f"{path} does not run: {e}. {INSTALL}") from e
    if not found:
        raise QgsProcessingException(f"{path} is not picket: asked for its version, it does not name one. {INSTALL}")
    theirs = tuple(int(n) for n in found.groups())
    wanted = tuple(int(n) for n in ours.split("."))
    if theirs[0] != wanted[0] or theirs[1] < wanted[1] or (wanted[0] == 0 and theirs[1] != wanted[1]):
        suits = f"{wanted[0]}.{wanted[1]}" if wanted[0] == 0 else f"{wanted[0]}, from {wanted[0]}.{wanted[1]} on"
        raise QgsProcessingException(f"{path} is picket {'.'.join(found.groups())}, which does not suit this plugin: its version {ours} "
                                     f"needs picket {suits}. Install program and plugin of one version.")


@dataclass
class Answer:
    status: int
    out: str
    notices: list = field(default_factory=list)


class _Words:
    """What comes on standard error, line by line: progress, notices, an error, and anything else."""

    def __init__(self, feedback):
        self.feedback = feedback
        self.notices, self.errors = [], []

    def take(self, line):
        kind = re.match(r"picket: (progress|notice|error)(?: (\d+) %)?: (.*)", line)
        if kind is None:
            # The lines after an error's first belong to it.
            (self.errors.append if self.errors else self.feedback.pushInfo)(line)
            return
        if kind[1] == "progress":
            self.feedback.setProgressText(kind[3])
            if kind[2]:
                self.feedback.setProgress(int(kind[2]))
        elif kind[1] == "notice":
            self.notices.append(kind[3])
            self.feedback.pushWarning(kind[3])
        else:
            self.errors.append(kind[3])


def _lines_into(stream, lines):
    for line in stream:
        lines.put(line.rstrip("\r\n"))
    lines.put(None)


def _stop(process):
    process.terminate()
    try:
        process.wait(3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _watch(process, feedback):
    """Tells what the program says until it says no more; stops it when the user wants that."""
    lines, out = queue.Queue(), []
    readers = [threading.Thread(target=_lines_into, args=(process.stderr, lines), daemon=True),
               threading.Thread(target=lambda: out.append(process.stdout.read()), daemon=True)]
    for reader in readers:
        reader.start()
    words = _Words(feedback)
    while True:
        if feedback.isCanceled():
            _stop(process)
            raise QgsProcessingException("Cancelled: picket was stopped and has written nothing.")
        try:
            line = lines.get(timeout=0.1)
        except queue.Empty:
            continue
        if line is None:
            break
        words.take(line)
    for reader in readers:
        reader.join()
    return "".join(out), words


def run(program, arguments, feedback):
    """Runs picket. An answer that is no is an answer; whatever else goes wrong is a QgsProcessingException with picket's words."""
    feedback.pushCommandInfo(" ".join([program] + [_quoted(a) for a in arguments]))
    try:
        process = subprocess.Popen([program] + arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   encoding="utf-8", errors="replace", env={**os.environ, "PICKET_PROGRESS": "lines"})
    except OSError as e:
        raise QgsProcessingException(f"{program} does not run: {e}") from e
    with process:
        out, words = _watch(process, feedback)
        status = process.wait()
    if status not in (DONE, ANSWER_IS_NO):
        why = "\n".join(words.errors) or (f"it was ended by signal {-status}" if status < 0 else f"it ended with status {status}")
        raise QgsProcessingException(f"picket {arguments[0]}: {why}")
    return Answer(status, out, words.notices)


def _quoted(word):
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else "'" + word.replace("'", "'\\''") + "'"
