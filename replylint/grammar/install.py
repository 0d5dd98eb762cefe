"""Installs LanguageTool from Maven Central, or by the client library's own download."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from replylint.grammar import place
from replylint.grammar.place import VERSION, LanguageToolError

if TYPE_CHECKING:
    from collections.abc import Sequence

# LanguageTool 6.8 refuses to start without these: its language detector names them.
_ALWAYS = ("ca", "es", "pt")
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_MANIFEST = "sha256.json"
# What Maven Central served in 2026. Maven itself checks every other jar against its checksum there.
_PINNED = {
    "languagetool-core-6.8.jar": "c441918b1cf2de5491756772cd4bce2a408c3b9eb08e4ab84d843b2cd50f1d2b",
    "languagetool-server-6.8.jar": (
        "07caad9dd6ba263c5827e87eebdbf27f0163f7f5a5056005576e373072043b2e"
    ),
    "language-ca-6.8.jar": "d9a575bb27016a6f143a45d230575be9534f775c2f29cdd277fafdae543b6126",
    "language-en-6.8.jar": "69d3fa1020dea45ad38266e3d54c81969f3ba7eef5efd0a83a8b3fd778acddd0",
    "language-es-6.8.jar": "cec59b7cc41e3de98fbe0e13ce432a245afb687660c7f2051e031328caa92ffb",
    "language-fr-6.8.jar": "b3cd16a015405f4138f93187dd1b773c014b02c761b68c6eb03a567e1d2d36ed",
    "language-pt-6.8.jar": "f2d07bb211c975ba273750becd742f624d4463a8647110eff375de233d61d600",
}


def install(languages: Sequence[str]) -> Path:
    """Fetch LanguageTool with these languages ("fr", "en") from Maven Central into the cache.

    A folder that is there already is replaced when the new one is whole. Raises LanguageToolError.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise LanguageToolError(
            "there is no Maven (mvn); install it, or try --from download, or give --folder to start"
        )
    codes = sorted({*_ALWAYS, *(code.split("-")[0].lower() for code in languages)})
    target = place.installed()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="install-") as name:
        work = Path(name)
        (work / "pom.xml").write_text(_pom(codes), "utf-8")
        command = [maven, "--batch-mode", "--quiet", "--strict-checksums", "-f", str(work), _PLUGIN]
        command += ["-DincludeScope=runtime", f"-DoutputDirectory={work / 'jars'}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise LanguageToolError(f"Maven could not fetch LanguageTool: {_reason(done.stdout)}")
        write_manifest(work / "jars")
        with place.locked():
            shutil.rmtree(target, ignore_errors=True)
            (work / "jars").replace(target)
    return target


def download() -> Path:
    """Fetch the whole of LanguageTool the way the client library does, into the user's cache.

    It comes from languagetool.org, with every language. Raises LanguageToolError.
    """
    try:
        # The library reads this when it is imported.
        os.environ.setdefault("LTP_PATH", str(place.home()))
        from language_tool_python.download_lt import LocalLanguageTool
    except ImportError:
        raise LanguageToolError(
            "there is no language-tool-python; get it with: pip install 'replylint[languagetool]'"
        ) from None
    target = place.installed()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        found = LocalLanguageTool.from_version_name(VERSION)
        found.download()
        folder = Path(found.get_directory_path())
    except Exception as error:  # the library lets through what requests and zipfile raise
        raise LanguageToolError(
            f"LanguageTool could not be downloaded ({type(error).__name__}); try --from maven"
        ) from None
    with place.locked():
        if folder != target:
            shutil.rmtree(target, ignore_errors=True)
            folder.replace(target)
        write_manifest(target)
    return target


def write_manifest(folder: Path) -> None:
    """Note the SHA-256 of every jar. Raises LanguageToolError where a pinned one differs."""
    sums = {path.relative_to(folder).as_posix(): _sha256(path) for path in _jars(folder)}
    for name, expected in _PINNED.items():
        if sums.get(name, expected) != expected:
            raise LanguageToolError(
                f"{name} is not the one that is expected; nothing was installed"
            )
    (folder / _MANIFEST).write_text(json.dumps(sums, indent=1), "utf-8")


def verify(folder: Path) -> None:
    """Check every jar against the manifest of its folder, if it has one: a given folder has none.

    Raises LanguageToolError where a jar is missing, changed or new.
    """
    manifest = folder / _MANIFEST
    if not manifest.exists():
        return
    sums = json.loads(manifest.read_text("utf-8"))
    found = {path.relative_to(folder).as_posix(): _sha256(path) for path in _jars(folder)}
    if found != sums:
        raise LanguageToolError(
            f"the files in {folder} have changed since they were installed; install them again"
        )


def _jars(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.jar"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reason(output: str) -> str:
    lines = [line for line in output.splitlines() if line.startswith("[ERROR]")]
    return lines[0].removeprefix("[ERROR]").strip()[:300] if lines else "see mvn"


def _pom(codes: Sequence[str]) -> str:
    return _POM.format(
        version=VERSION,
        languages="".join(_DEPENDENCY.format(name=f"language-{c}", version=VERSION) for c in codes),
    )


_DEPENDENCY = """
    <dependency>
      <groupId>org.languagetool</groupId>
      <artifactId>{name}</artifactId>
      <version>{version}</version>
    </dependency>"""
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>replylint</groupId>
  <artifactId>languagetool</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.languagetool</groupId>
      <artifactId>languagetool-server</artifactId>
      <version>{version}</version>
      <exclusions>
        <exclusion>
          <groupId>org.languagetool</groupId>
          <artifactId>language-all</artifactId>
        </exclusion>
      </exclusions>
    </dependency>{languages}
  </dependencies>
</project>
"""
