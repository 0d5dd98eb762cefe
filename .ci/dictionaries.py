"""Builds the word lists of the language packs from the Hunspell dictionaries on npm.

    python .ci/dictionaries.py

Needs npm and, to drop what the affix rules over-generate, the package chunspell. Every form that a
dictionary allows is written once, in lower case, into `_languages/<code>/spelling.words` (see
replylint/spelling/words.py for the format), with the dictionaries' licences beside it. British,
American, Canadian and Australian English make one list: the spelling of one country is no mistake
in another.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import NamedTuple

from hunspell import Hunspell

from replylint.spelling.words import pack

PACKS = Path(__file__).parents[1] / "rules" / "replylint_rules" / "_languages"
SOURCES = {
    "fr": ("dictionary-fr@3.0.0",),
    "en": (
        "dictionary-en@4.0.0",
        "dictionary-en-gb@3.0.0",
        "dictionary-en-ca@3.0.0",
        "dictionary-en-au@3.0.0",
    ),
}


class Affix(NamedTuple):
    """One line of an affix class."""

    prefix: bool
    strip: str
    add: str
    fits: re.Pattern[str]
    flags: tuple[str, ...]
    crosses: bool


class Affixes:
    """The affix classes of a dictionary, by flag."""

    def __init__(self, text: str) -> None:
        self.long = re.search(r"^FLAG long", text, re.MULTILINE) is not None
        self.classes: dict[str, list[Affix]] = defaultdict(list)
        crosses: dict[tuple[str, str], bool] = {}
        for line in text.splitlines():
            parts = line.split()
            if not parts or parts[0] not in ("PFX", "SFX") or len(parts) < 4:
                continue
            kind, flag, *rest = parts
            if (kind, flag) not in crosses:
                crosses[kind, flag] = rest[0] == "Y"
                continue
            strip, (add, _, flags) = rest[0], rest[1].partition("/")
            condition = rest[2] if len(rest) > 2 else "."
            pattern = f"^{condition}" if kind == "PFX" else f"{condition}$"
            self.classes[flag].append(
                Affix(
                    kind == "PFX",
                    "" if strip == "0" else strip,
                    "" if add == "0" else add,
                    re.compile(pattern),
                    self.flags(flags),
                    crosses[kind, flag],
                )
            )

    def flags(self, text: str) -> tuple[str, ...]:
        """The flags in a field, one or two characters each."""
        return tuple(re.findall("..", text)) if self.long else tuple(text)

    def forms(self, stem: str, flags: tuple[str, ...]) -> set[str]:
        """Every form of a stem, and some that a later filter drops."""
        found = {stem}
        prefixes = [a for flag in flags for a in self.classes.get(flag, ()) if a.prefix]
        suffixed = [(stem, prefixes)]
        for flag in flags:
            for affix in self.classes.get(flag, ()):
                if affix.prefix or (form := _suffixed(stem, affix)) is None:
                    continue
                inner = [a for f in affix.flags for a in self.classes.get(f, ())]
                suffixed.append((form, [*prefixes, *(a for a in inner if a.prefix)]))
                suffixed += [
                    (two, prefixes)
                    for second in inner
                    if not second.prefix and (two := _suffixed(form, second)) is not None
                ]
        for form, fronts in suffixed:
            found.add(form)
            # An elided word before the form is cut off before it is looked up.
            found.update(
                a.add + form[len(a.strip) :]
                for a in fronts
                if not a.add.endswith(("'", "’"))
                and form.startswith(a.strip)
                and a.fits.search(form)
            )
        return found


def _suffixed(stem: str, affix: Affix) -> str | None:
    if not stem.endswith(affix.strip) or not affix.fits.search(stem):
        return None
    return stem[: len(stem) - len(affix.strip)] + affix.add


def forms(folder: Path) -> set[str]:
    """The forms that the dictionary in a folder allows, in lower case."""
    affixes = Affixes((folder / "index.aff").read_text("utf-8"))
    candidates: set[str] = set()
    for line in (folder / "index.dic").read_text("utf-8").splitlines()[1:]:
        entry = line.split("\t")[0].split(" ")[0]
        stem, _, flags = entry.partition("/")
        candidates |= affixes.forms(stem, affixes.flags(flags))
    checker = Hunspell("index", hunspell_data_dir=str(folder))
    allowed = set()
    for form in candidates:
        word = unicodedata.normalize("NFC", form).replace("’", "'")
        # A possessive is its noun; what is not a word is never looked up.
        if not _WORD.fullmatch(word) or word.endswith("'s"):
            continue
        if checker.spell(form):
            allowed.add(word.lower())
    return allowed


_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")


def main() -> None:
    """Fetch, expand, filter and write every list."""
    for code, packages in SOURCES.items():
        words: set[str] = set()
        licences: list[str] = []
        for package, work in product(packages, [Path(tempfile.mkdtemp())]):
            subprocess.run(["npm", "pack", "--silent", package], cwd=work, check=True)
            archive = next(work.glob("*.tgz"))
            shutil.unpack_archive(archive, work)
            archive.unlink()
            words |= forms(work / "package")
            licences.append(f"# {package} (npm)\n\n{(work / 'package/license').read_text('utf-8')}")
            shutil.rmtree(work / "package")
        (PACKS / code / "spelling.words").write_bytes(pack(words))
        (PACKS / code / "spelling.LICENSE").write_text("\n\n".join(licences), "utf-8")
        print(code, len(words), "forms")


if __name__ == "__main__":
    main()
