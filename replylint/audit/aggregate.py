"""What an audit counts: one exchange after the other is added, and parts are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.counting import Counting
from replylint.audit.metrics.calendar import Calendar
from replylint.audit.metrics.cells import Cells, Counted, add_counts
from replylint.audit.metrics.contradictions import (
    Contradictions,
    kept_answer,
    question_of,
    read_answer,
)
from replylint.audit.metrics.judged import Judging
from replylint.audit.metrics.promises import Promises, find_promise, hour_of
from replylint.audit.metrics.response import Response, sentiment
from replylint.audit.metrics.rules import RuleCounts
from replylint.audit.metrics.samples import Shown, excerpt, reason, rule_sample, worst_sample
from replylint.audit.metrics.seconds import place_of
from replylint.audit.metrics.shares import Shares
from replylint.audit.metrics.smallest import Smallest, chance
from replylint.audit.metrics.troubles import Troubles
from replylint.audit.pseudonyms import shown_agent

if TYPE_CHECKING:
    from datetime import datetime

    from replylint.audit.exchange import Exchange
    from replylint.audit.metrics.smallest import Key
    from replylint.document import Document
    from replylint.finding import Finding
    from replylint.report import Report
    from replylint.sources.file import FileError

STATE = 2
# Replies drawn to look for copies among them; an audit of no more than these is looked at whole.
DRAWN = 4_000


class Aggregate:
    """The counts of a part of an export. Its size is bounded, whatever the export holds.

    Merging is associative and commutative: however an export is cut into parts, and in whatever
    order these are merged, the record of the whole is the same. So all sums are of whole numbers,
    and samples are drawn by keys that depend on the replies alone.
    """

    def __init__(self, counting: Counting | None = None) -> None:
        self.counting = counting = counting or Counting()
        self.replies = self.clean = self.findings = 0
        self.verdicts = {"send": 0, "review": 0, "block": 0}
        self.scores: dict[int, int] = {}  # by score in tenths
        self.unanswered: dict[tuple[str | None, str | None], int] = {}  # by channel and week
        # Messages received and first replies sent, by hour of the week.
        self.received: dict[int, int] = {}
        self.measures: dict[str, list[int]] = {}  # replies, sum in tenths
        self.failed: dict[str, int] = {}
        self.cells = Cells()
        self.response = Response()
        self.promises = Promises()
        self.contradictions = Contradictions()
        self.shares = Shares()
        self.rules = RuleCounts(counting.samples)
        self.worst = Smallest(counting.worst)
        self.drawn = Smallest(DRAWN)
        self.problems = Troubles()
        self.rejects = Troubles()
        self.calendar = Calendar(counting.timezone, counting.hours)
        self._judging = Judging(counting.rules)

    def add(self, exchange: Exchange, report: Report | None, doc: Document | None) -> None:
        """Count an exchange.

        report, doc: what the linter says of its reply and how it read it (`judge` and `read`), so
        that nothing is read twice; None for a message that nobody answered.
        """
        if exchange.problems:
            for problem in exchange.problems:
                self.problems.add(problem, exchange.line)
        week = None
        received = exchange.received_at
        if received is not None:
            week, hour = self.calendar.place(received)
            if hour is not None:
                self.received[hour] = self.received.get(hour, 0) + 1
        if report is None or doc is None:
            channel = exchange.channel
            self.unanswered[channel, week] = self.unanswered.get((channel, week), 0) + 1
            return
        self._add_reply(exchange, report, doc)

    def _add_reply(self, exchange: Exchange, report: Report, doc: Document) -> None:
        reply = doc.reply
        channel, sent_at = reply.channel, exchange.sent_at
        agent = exchange.agent or reply.author
        key = (chance(exchange.line, reply.text), exchange.line)  # of its samples
        if agent is not None:
            agent = shown_agent(agent, self.counting.key)
        findings = report.findings
        tenths = round(report.score * 10)
        self.replies += 1
        self.verdicts[report.verdict] += 1
        self.scores[tenths] = self.scores.get(tenths, 0) + 1
        first: dict[str, Finding] = {}
        if findings:
            self.findings += len(findings)
            first = self.rules.add(findings)
        else:
            self.clean += 1
        week = hour = None
        if sent_at is not None:
            week, hour = self.calendar.place(sent_at)
            if hour is not None:
                self._see_promise(exchange, doc, sent_at, key)
        waited = self._waited(exchange, doc)
        coarse = None if waited is None else place_of(waited)
        one = Counted(tenths, len(findings), report.verdict, first, hour, coarse)
        self.cells.add(channel, agent, week, one)
        judged = self._judging.read(report.skipped)
        self.shares.add(doc, first, judged)
        if judged.failed:
            add_counts(self.failed, dict.fromkeys(judged.failed, 1))
        if report.measures:
            for name, value in report.measures.items():
                sums = self.measures.setdefault(name, [0, 0])
                sums[0] += 1
                sums[1] += round(value * 10)
        self._see_question(exchange, doc, key)
        self._draw(exchange, report, doc, agent, first, key)

    def _waited(self, exchange: Exchange, doc: Document) -> int | None:
        """Count how long the customer waited; gives it back for a first reply."""
        sent_at, received_at = exchange.sent_at, exchange.received_at
        if sent_at is None or received_at is None:
            return None
        delta = sent_at - received_at
        seconds = delta.days * 86_400 + delta.seconds
        if seconds < 0:
            return None
        if exchange.turn is not None and exchange.turn > 1:
            self.response.later.add(seconds)
            return None
        self.response.add(doc.reply.channel, sentiment(doc.inbound), seconds)
        if self.calendar.has_hours:
            open_seconds = self.calendar.open_seconds(received_at, sent_at)
            if open_seconds is not None:
                self.response.open.add(open_seconds)
        return seconds

    def _see_promise(self, exchange: Exchange, doc: Document, sent_at: datetime, key: Key) -> None:
        promises = self.promises
        hour = hour_of(sent_at)
        promises.last = max(promises.last, hour)
        promise = find_promise(doc, sent_at, self.calendar.zone)
        if promise is None:
            return
        samples = promises.add(promise.due, exchange.next_at)
        if samples is not None and samples.wants(key):
            start, end = doc.original(promise.start, promise.end)
            shown = self._shown(exchange, doc)
            sample = rule_sample(exchange.line, shown, start, end)
            samples.add(key, {**sample, "due": hour_of(promise.due)})

    def _see_question(self, exchange: Exchange, doc: Document, key: Key) -> None:
        question = question_of(doc)
        answers = self.contradictions.answers(question) if question is not None else None
        if answers is None or not answers.wants(key):
            return
        shown = self._shown(exchange, doc)
        asked = excerpt(shown.cleaned(doc.reply.inbound or "")).text
        masked = excerpt(shown.masked).text
        answers.add(key, kept_answer(read_answer(doc), exchange.line, asked, masked))

    def _shown(self, exchange: Exchange, doc: Document) -> Shown:
        return Shown(doc, exchange.agent, pseudonyms=self.counting.key is not None)

    def _draw(
        self, exchange: Exchange, report: Report, doc: Document, agent: str | None,
        first: dict[str, Finding], key: Key,
    ) -> None:  # fmt: skip
        """Keep samples of the reply where it belongs among them."""
        line = exchange.line
        shown: Shown | None = None
        if self.drawn.wants(key):
            shown = self._shown(exchange, doc)
            masked = excerpt(shown.masked).text
            self.drawn.add(key, [masked, doc.reply.channel, agent])
        if not first:
            return
        for code, finding in first.items():
            samples = self.rules.by_code[code].samples
            if samples.wants(key):
                shown = shown or self._shown(exchange, doc)
                sample = rule_sample(line, shown, finding.start, finding.end)
                samples.add(key, {**sample, **reason(shown, finding)})
        rank = (round(report.score * 10), line)
        if self.worst.wants(rank):
            shown = shown or self._shown(exchange, doc)
            self.worst.add(rank, worst_sample(line, report, doc.reply.channel, agent, shown))

    def reject(self, error: FileError) -> None:
        """Count a row that was left out."""
        self.rejects.reject(error)

    def merge(self, other: Aggregate) -> None:
        """Add what another part counted."""
        self.replies += other.replies
        self.clean += other.clean
        self.findings += other.findings
        for counts, more in self._counts(other):
            add_counts(counts, more)
        for name, (n, total) in other.measures.items():
            sums = self.measures.setdefault(name, [0, 0])
            sums[0] += n
            sums[1] += total
        for name in _PARTS:
            getattr(self, name).merge(getattr(other, name))

    def _counts(self, other: Aggregate) -> list[tuple[dict[Any, int], dict[Any, int]]]:
        names = ("verdicts", "scores", "unanswered", "received", "failed")
        return [(getattr(self, name), getattr(other, name)) for name in names]

    def state(self) -> dict[str, Any]:
        """As plain JSON values, personal data masked: for checkpoints, and for other machines."""
        return {
            "state": STATE,
            "counts": [self.replies, self.clean, self.findings],
            "verdicts": self.verdicts,
            "scores": [list(item) for item in self.scores.items()],
            "unanswered": [[*key, n] for key, n in self.unanswered.items()],
            "received": [list(item) for item in self.received.items()],
            "measures": self.measures,
            "failed": self.failed,
            **{name: getattr(self, name).state() for name in _PARTS},
        }

    @classmethod
    def from_state(cls, state: dict[str, Any], counting: Counting | None = None) -> Aggregate:
        """The one that had this state. counting: as it had it; a state does not hold its key.

        Raises ValueError for the state of another version.
        """
        if state["state"] != STATE:
            raise ValueError("a state of another version")
        made = cls(counting)
        counting = made.counting
        made.replies, made.clean, made.findings = state["counts"]
        made.verdicts = dict(state["verdicts"])
        made.scores = dict(state["scores"])
        made.unanswered = {(channel, week): n for channel, week, n in state["unanswered"]}
        made.received = dict(state["received"])
        made.measures = {name: list(sums) for name, sums in state["measures"].items()}
        made.failed = dict(state["failed"])
        made.cells = Cells.from_state(state["cells"])
        made.response = Response.from_state(state["response"])
        made.promises = Promises.from_state(state["promises"])
        made.contradictions = Contradictions.from_state(state["contradictions"])
        made.shares.counts = {name: list(counts) for name, counts in state["shares"].items()}
        made.rules = RuleCounts.from_state(counting.samples, state["rules"])
        made.worst = Smallest.from_state(counting.worst, state["worst"])
        made.drawn = Smallest.from_state(DRAWN, state["drawn"])
        made.problems = Troubles.from_state(state["problems"])
        made.rejects = Troubles.from_state(state["rejects"])
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Aggregate.from_state, (self.state(), self.counting)

    def record(self, **about: Any) -> dict[str, Any]:
        """The record of the audit: see `replylint.audit.record.make_record`."""
        from replylint.audit.record import make_record

        return make_record(self, **about)


class Series:
    """Makes the aggregates of one part after the other of one audit, in the same process.

    Of what the parts before have shown to have no chance to be a sample, the next ones make none:
    most of the time that counting takes would else go into them. The record stays the same.
    """

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._drawn = Smallest(DRAWN)
        self._worst = Smallest(counting.worst)
        self._rules: dict[str, Smallest] = {}
        self._asked = Contradictions()

    def next(self) -> Aggregate:
        """An empty aggregate for the next part."""
        made = Aggregate(self._counting)
        made.drawn.want_less_than(self._drawn)
        made.worst.want_less_than(self._worst)
        made.rules.known = self._rules
        made.contradictions.want_less_than(self._asked)
        return made

    def learn(self, part: Aggregate) -> None:
        """See what a part has kept."""
        self._drawn.extend((key, None) for key in part.drawn.kept())
        self._worst.extend((key, None) for key in part.worst.kept())
        self._asked.learn(part.contradictions)
        for code, count in part.rules.by_code.items():
            known = self._rules.setdefault(code, Smallest(self._counting.samples))
            known.extend((key, None) for key in count.samples.kept())


_PARTS = ("cells", "response", "promises", "contradictions", "shares", "rules", "worst", "drawn",
          "problems", "rejects")  # fmt: skip
