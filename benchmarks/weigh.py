"""Learns what words weigh, from pages and lists of examples, and writes the rules' weights.

    python benchmarks/weigh.py                 all rules that weigh, both languages
    python benchmarks/weigh.py --only TON001   one rule
    python benchmarks/weigh.py --dry-run       only the figures

Needs scikit-learn (`pip install "replylint[bench]"`). What is to be flagged on a rule's page and in the
lists of its family (tests/rules) speaks for the fault. What must not be flagged, the examples of other
families and real replies, where they are at hand, speak against it, but for those that the rule flags
by its phrases; for the veto these speak for it. Only words of the lists get a weight, and no names. A
threshold is the score that all but a small share reach, or do not, each scored by weights learned
without it.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from real_replies import real_replies
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from replylint import Linter, Reply
from replylint.document import Document
from replylint.page import read_page
from replylint.rule import BEYOND_DOUBT, Rule
from replylint.weights import HUNDREDTHS, INBOUND, SCALE, Weights, to_text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "rules"))
from test_english import FAMILIES, read  # noqa: E402

UNSEEN = "unseen"  # how the names of the lists begin that are kept for measuring
LISTS = {"en": "english", "fr": "french"}
TABLES = ("privacy_cases.tsv", "redirect_cases.tsv")


class Task(NamedTuple):
    """What a rule is to learn.

    family: of its examples. alike: families whose examples may have the same fault. share: of the
    replies without fault, how many may reach the threshold; near: of those that look like it; real: a
    number of real replies, or a tenth of that share where that is more.
    reply_alone: whether the fault is told by the reply, whatever it answers. finds, veto: whether
    words may tell the fault where no phrase does, and outweigh what the phrases find.
    """

    family: str
    alike: tuple[str, ...]
    share: float = 0.01
    near: float = 0.06
    real: int = 4
    reply_alone: bool = False
    finds: bool = True
    veto: bool = True


TAUGHT = {
    "TON001": Task("hostile", ("humour",), veto=False),
    "TON003": Task("hostile", ("humour",), finds=False),
    "HUM001": Task("humour", ("hostile",), 0.006, reply_alone=True),
    "PER004": Task("impersonal", ("empathy", "redirect", "vague"), 0.005, real=1),
    "REM003": Task("vague", ("empathy", "impersonal", "redirect"), real=2),
    "CHN001": Task("redirect", ("empathy", "impersonal", "vague"), 0.015),
    "SEN002": Task("asks_data", ("private_data",), 0.005, 0.03, veto=False),
    "TON009": Task("empathy", ("redirect", "vague", "impersonal", "hostile", "humour")),
    "PRA001": Task("thanks", ("impersonal",), near=0.03),
}
LOST = 0.04  # share of the faults that may lie below the veto
LOST_REAL = 0.05  # share of the real replies in which phrases find a fault
STRENGTH = 5.0  # of the fit: the inverse of how far weights are pulled to nought
KEPT = 3000  # words and pairs a file
FOLDS = 3
REAL_SHARE = 0.1  # of real replies a tenth of that share may reach the threshold
# How much a real reply counts for the veto beside an example, flagged by phrases or not.
FLAGGED, UNFLAGGED = 0.05, 0.2
NEVER = 1000.0
MANY = 5  # replies to one message
ON_PAGE = 3.0  # what an example of the page or of a table counts for: the rule promises it


class Example(NamedTuple):
    """A reply as words and pairs, and for how many it counts.

    doubt: how much more its words must weigh, as the rule finds that something speaks against it.
    """

    grams: frozenset[str]
    reply: Reply
    doubt: float
    count: float = 1.0


class Lesson(NamedTuple):
    """What there is to learn a rule from, and the words and pairs that may get a weight.

    near: replies that look like the fault and have it not. flagged, unflagged: the real replies in
    which the rule's phrases find something, or nothing.
    """

    faults: list[Example]
    near: list[Example]
    clean: list[Example]
    flagged: list[Example]
    unflagged: list[Example]
    words: list[str]


class Model(NamedTuple):
    """What was learned. scores: of each example, by weights learned without it."""

    scores: Any
    bias: float
    of: dict[str, int]


def examples(linter: Linter, replies: Iterable[Reply], language: str) -> list[Example]:
    """Replies in a language, each once."""
    found: dict[str, Example] = {}
    for reply in replies:
        doc = linter.read(reply)
        if doc.language == language:
            doubt = _doubt(linter.rules[0], doc)
            found.setdefault(f"{reply.inbound}\n{reply.text}", Example(doc.grams, reply, doubt))
    return list(found.values())


def of_many_patterns(replies: Sequence[Reply]) -> list[Reply]:
    """Without those that answer one message together with many others: lists that are cut to one
    pattern would teach it.
    """
    asked = Counter(reply.inbound for reply in replies if reply.inbound)
    return [reply for reply in replies if asked[reply.inbound] < MANY]


def _doubt(rule: Rule, doc: Document) -> float:
    if not rule.may_weigh(doc):
        return NEVER
    return BEYOND_DOUBT if rule.is_doubtful(doc) else 0.0


@cache
def gather(language: str) -> dict[str, dict[bool, list[Reply]]]:
    """By family what must be flagged and what must not; "good" is to be sent as it is."""
    found: dict[str, dict[bool, list[Reply]]] = {
        family: {True: [], False: []} for family in (*FAMILIES, "good")
    }
    folder = ROOT / "tests" / "rules" / LISTS[language]
    for path in sorted((*folder.glob("*/*.txt"), folder / "good.txt")):
        for case in read(path) if not path.parent.name.startswith(UNSEEN) else ():
            found[path.stem][case.flagged].append(case.reply)
    return found


def tabled(code: str) -> list[tuple[Reply, str]]:
    """The replies of the tables of tests that are cases of a rule: "bad" or "good"."""
    found = []
    for name in TABLES:
        with (ROOT / "tests" / "data" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["rule"] == code:
                    reply = Reply(row["reply"], channel=row["channel"], inbound=row["inbound"])
                    found.append((reply, row["verdict"]))
    return found


def by_phrases(linter: Linter, found: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Those in which the phrases of a rule find something, and those in which they do not."""
    told = [(one, bool(linter.check(one.reply).findings)) for one in found]
    return [one for one, flagged in told if flagged], [one for one, flagged in told if not flagged]


def lesson(rule: type[Rule], language: str) -> Lesson:
    """What a rule can learn from."""
    family, alike, *_ = TAUGHT[rule.code]
    linter = Linter(select=[rule.code], preset="preview", rule={rule.code: {"weigh": False}})
    lists = gather(language)
    page = read_page(Path(str(rule.folder), "page.md")).examples
    told = [(example.reply, example.verdict) for example in page] + tabled(rule.code)
    bad = [reply for reply, verdict in told if verdict == "bad"]
    good = [reply for reply, verdict in told if verdict == "good"]
    faults = [
        *(one._replace(count=ON_PAGE) for one in examples(linter, bad, language)),
        *examples(linter, of_many_patterns(lists[family][True]), language),
    ]
    near = [
        *(one._replace(count=ON_PAGE) for one in examples(linter, good, language)),
        *examples(linter, lists[family][False], language),
    ]
    clean = examples(linter, lists["good"][False], language)
    others = [
        reply
        for name, signs in lists.items()
        if name not in (family, "good", *alike)
        for replies in signs.values()
        for reply in replies
    ]
    clean += by_phrases(linter, examples(linter, others, language))[1]
    names = linter.read(Reply("")).words("names")
    count = Counter(gram for one in (*faults, *near, *clean) for gram in one.grams)
    words = sorted(
        gram for gram, times in count.items() if times > 1 and names.isdisjoint(gram.split())
    )
    real = by_phrases(linter, examples(linter, real_replies(), language))
    return Lesson(faults, near, clean, *real, words)


def learn(groups: Sequence[Sequence[Example]], truth: Any, words: Sequence[str]) -> Model:
    """Learn from groups of examples. truth: whether each example has the fault."""
    found = [one for group in groups for one in group]
    counts = np.array([one.count for one in found])
    scores = np.zeros(len(found))
    folds = np.arange(len(found)) % FOLDS
    np.random.RandomState(0).shuffle(folds)
    for held in range(FOLDS):
        rest, out = np.flatnonzero(folds != held), np.flatnonzero(folds == held)
        model, column = _fit([found[n] for n in rest], truth[rest], counts[rest], words)
        scores[out] = model.decision_function(_matrix([found[n] for n in out], column))
    model, column = _fit(found, truth, counts, words)
    hundredths = np.rint(model.coef_[0] * HUNDREDTHS).astype(int).tolist()
    of = dict(zip(column, hundredths, strict=True))
    return Model(scores, float(model.intercept_[0]), of)


def _fit(
    found: Sequence[Example], truth: Any, counts: Any, words: Sequence[str]
) -> tuple[Any, dict[str, int]]:
    """Fit twice: on all words, then on those that told most."""
    column = {word: place for place, word in enumerate(words)}
    for kept in (KEPT, len(words)):
        rows = _matrix(found, column)
        model = LogisticRegression(
            C=STRENGTH, class_weight="balanced", max_iter=3000, solver="liblinear"
        ).fit(rows, truth, sample_weight=counts)
        if kept < len(column):
            frequency = np.asarray((rows > 0).sum(0)).ravel()
            told = np.argsort(-np.abs(model.coef_[0]) * np.sqrt(frequency), kind="stable")[:kept]
            names = list(column)
            column = {names[place]: n for n, place in enumerate(sorted(told))}
    return model, column


def _matrix(found: Sequence[Example], column: dict[str, int]) -> Any:
    """A row an example: SCALE / sqrt(n) for each of its n words and pairs that has a column."""
    data: list[float] = []
    indices: list[int] = []
    ends = [0]
    for one in found:
        known = [column[gram] for gram in sorted(one.grams) if gram in column]
        indices += known
        data += [SCALE / max(1, len(one.grams)) ** 0.5] * len(known)
        ends.append(len(indices))
    return csr_matrix((data, indices, ends), shape=(len(found), len(column)))


def weigh(taught: Lesson, task: Task) -> tuple[Weights, str]:
    """What speaks for a fault where no phrase was found, and a line of figures."""
    words = [word for word in taught.words if not (task.reply_alone and word.startswith(INBOUND))]
    groups = taught.faults, taught.near, taught.clean, taught.unflagged
    truth, place = _truth((True, False, False, False), groups)
    model = learn(groups, truth, words)
    sure = model.scores - np.array([one.doubt for group in groups for one in group])
    real = sure[place == 3]
    threshold = max(
        _reached(sure[place == 1], task.near),
        _reached(sure[~truth], task.share),
        _reached(real, max(task.share * REAL_SHARE, task.real / len(real)))
        if len(real)
        else -np.inf,
    )
    found = [(sure[place == n] > threshold).mean() for n in range(4)]
    figures = "of faults {:.2f}, near {:.3f}, clean {:.3f}, real {:.3f} reach".format(*found)
    return Weights(model.bias, threshold, model.of), f"{figures} {threshold:.2f}"


def veto(taught: Lesson) -> tuple[Weights, str]:
    """What speaks against a fault although phrases were found, and a line of figures."""
    flagged = [one._replace(count=FLAGGED) for one in taught.flagged]
    unflagged = [one._replace(count=UNFLAGGED) for one in taught.unflagged]
    groups = taught.faults, flagged, taught.near, taught.clean, unflagged
    truth, place = _truth((True, True, False, False, False), groups)
    model = learn(groups, truth, taught.words)
    threshold = min(
        _reached(model.scores[place == n], 1 - lost)
        for n, lost in ((0, LOST), (1, LOST_REAL))
        if (place == n).any()
    )
    found = [np.mean(model.scores[place == n] < threshold) if groups[n] else 0 for n in range(4)]
    figures = "of faults {:.2f}, real {:.2f}, near {:.2f}, clean {:.2f} lie below".format(*found)
    return Weights(model.bias, threshold, model.of), f"{figures} {threshold:.2f}"


def _truth(signs: Sequence[bool], groups: Sequence[Sequence[Example]]) -> tuple[Any, Any]:
    """Of each example whether it has the fault, and which group it is of."""
    sizes = [len(group) for group in groups]
    return np.repeat(np.array(signs), sizes), np.repeat(np.arange(len(groups)), sizes)


def _reached(scores: Any, share: float) -> float:
    """The score that a share of them passes."""
    return float(np.sort(scores)[::-1][min(int(len(scores) * share), len(scores) - 1)])


def teach(rule: type[Rule], language: str, dry: bool) -> None:
    """Learn the weights of a rule in a language, write them, and print the figures."""
    taught, task = lesson(rule, language), TAUGHT[rule.code]
    learned: dict[str, tuple[tuple[Weights, str], str]] = {}
    if task.finds:
        learned["weights"] = weigh(taught, task), "where its phrases find nothing"
    if task.veto:
        learned["veto"] = veto(taught), "against what its phrases find"
    for name, ((weights, figures), where) in learned.items():
        print(f"{rule.code} {language}.{name}: {figures}", flush=True)
        head = (
            f"What words weigh for {rule.code} {where}, in hundredths.",
            "Learned by benchmarks/weigh.py from the page and tests/rules: do not edit.",
        )
        if not dry:
            Path(str(rule.folder), f"{language}.{name}").write_text(to_text(weights, head), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--only", choices=TAUGHT, help="one rule")
    parser.add_argument("--language", choices=LISTS)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    for rule in Linter(preset="preview").available:
        if rule.code in TAUGHT and options.only in (None, rule.code):
            for language in LISTS:
                if options.language in (None, language):
                    teach(rule, language, options.dry_run)


if __name__ == "__main__":
    main()
