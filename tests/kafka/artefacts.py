"""Nothing in, the java command that runs Apache Kafka out: jars from Maven, fetched once and kept."""

import hashlib
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["BUILD", "KafkaUnavailable", "java_command"]

BUILD: Final = Path(__file__).parents[2] / "build" / "kafka"
_POM: Final = Path(__file__).with_name("pom.xml")
_JAVA: Final = 17  # Kafka 4 needs it


class KafkaUnavailable(RuntimeError):
    """Apache Kafka cannot be started here; the message is one line and says what to do."""


@cache
def java_command() -> tuple[str, ...]:
    """`java` and its class path; a main class and its arguments are to follow.

    Raises:
        KafkaUnavailable: no Java 17 or newer, no Maven, or the jars cannot be fetched.
    """
    return (_java(), "-cp", f"{_jars()}/*")


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise KafkaUnavailable(f"Apache Kafka needs Java {_JAVA} or newer: no java on the PATH")
    banner = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', banner)
    if version is None or int(version[1]) < _JAVA:
        found = version[1] if version else "an unknown version"
        raise KafkaUnavailable(f"Apache Kafka needs Java {_JAVA} or newer: {java} is {found}")
    return java


def _jars() -> Path:
    jars = BUILD / f"jars-{hashlib.sha256(_POM.read_bytes()).hexdigest()[:12]}"
    if not jars.is_dir():
        BUILD.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD) as scratch:
            fresh = _fetch(Path(scratch) / "jars")
            if not jars.is_dir():  # another test run may have been faster
                fresh.rename(jars)
    return jars


def _fetch(directory: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise KafkaUnavailable("Apache Kafka's jars are fetched with Maven: no mvn on the PATH")
    command = [maven, "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    done = subprocess.run([*command, f"-DoutputDirectory={directory}"], capture_output=True, text=True, check=False)
    if done.returncode != 0 or not any(directory.glob("kafka_*.jar")):
        errors = [line for line in done.stdout.splitlines() if "ERROR" in line] or ["no error shown"]
        raise KafkaUnavailable(f"Maven could not fetch Apache Kafka's jars: {errors[0][:300]}")
    return directory
