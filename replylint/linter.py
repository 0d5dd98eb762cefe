"""The linter: settings compiled once, then replies checked."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from replylint import i18n
from replylint.channel import Channel
from replylint.document import Context, Document
from replylint.errors import ConfigError, nearest
from replylint.finding import (
    Edit,
    Finding,
    Fix,
    Flag,
    Measure,
    Quote,
    Quotes,
    Severity,
    Skip,
    Skipped,
)
from replylint.lazy import lazy_pattern
from replylint.phrasebook import Phrasebook
from replylint.plugins import Plugins, load_plugins
from replylint.reply import Reply
from replylint.report import Report
from replylint.score import score
from replylint.selection import select_rules
from replylint.settings import Settings
from replylint.weights import read_scales

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from replylint.grammar.service import GrammarService
    from replylint.rule import Rule
    from replylint.weights import Scales

_EXCERPT = 80
_LINE_END = lazy_pattern("\n")
# Plans are few: a combination of what is known of a reply and its languages. This is only a guard.
_MAX_PLANS = 512
_LANGUAGES = 16  # whose weights are kept; there are two

_Plan = tuple[tuple["Rule", ...], tuple[Skipped, ...]]


class Linter:
    """Checks replies. Built once, it never changes: share it between threads, or pickle it.

    >>> linter = Linter(channel="x", ui_lang="fr")
    >>> linter.check("Bonjour, votre colis arrive demain. ^JL").score

    config: a path to a config file, or Settings; every other keyword is a key of the config
    (`select=["SEN"]`, `rule={"LEN002": {"max_words": 40}}`) and is laid over it.
    raise_errors: let an exception of a rule through, instead of noting the rule as skipped.
    Raises ConfigError for a wrong key or value.
    """

    def __init__(
        self,
        config: str | Path | Settings | None = None,
        *,
        raise_errors: bool = False,
        **options: object,
    ) -> None:
        if isinstance(config, Settings):
            settings = config
        elif config is not None:
            from replylint.config import load_config

            settings = load_config(config)
        else:
            settings = Settings()
        self.settings = settings.updated(options, "options") if options else settings
        self._raise_errors = raise_errors
        self._build(installed_plugins(self.settings.disable_plugins))

    def _build(self, plugins: Plugins) -> None:
        settings = self.settings
        self.plugins = plugins
        self.channels: Mapping[str, Channel] = _channels(plugins.channels, settings)
        self.available: tuple[type[Rule], ...] = _available(plugins, settings)
        chosen = select_rules(self.available, settings)
        options = _rule_options(self.available, settings)
        self.rules: tuple[Rule, ...] = tuple(
            _configured(rule, options, settings) for rule in chosen
        )
        self._severities = _severities(self.rules, options)
        self._languages = {rule.code: rule.known_languages() for rule in self.rules}
        self._phrasebook = Phrasebook(plugins.languages, self.rules)
        self._context = Context(
            self.channels,
            self._phrasebook.votes,
            self._phrasebook.matcher,
            self._phrasebook.words,
            self._phrasebook.speller,
            lru_cache(maxsize=_LANGUAGES)(self._scales),
            settings.region,
            _grammar(settings, self.rules),
        )
        self._ui_lang = settings.ui_lang or i18n.DEFAULT
        self._plans: dict[object, _Plan] = {}
        self._check_channel(settings.channel, settings.origin.get("channel", "options"))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.settings, self._raise_errors)

    def _scales(self, language: str) -> Scales:
        return read_scales(tuple(chain.from_iterable(r.weights(language) for r in self.rules)))

    def check(self, reply: Reply | str) -> Report:
        """Check one reply. Raises ConfigError for a channel that does not exist."""
        reply = self._completed(reply)
        return self.judge(Document(reply, self._context))

    def check_many(self, replies: Iterable[Reply | str]) -> Iterator[Report]:
        """Check replies one after the other, lazily, in their order.

        It reads ahead: first one reply, then two, then four, up to some dozens at a time, as many
        checked together take two thirds of the time of as many single ones.
        """
        if self._context.grammar is None:
            return self._in_blocks(replies)
        return map(self.judge, self.ahead(map(self.read, replies)))

    def _in_blocks(self, replies: Iterable[Reply | str]) -> Iterator[Report]:
        source = iter(replies)
        size = 1
        more = True
        while more:
            docs: list[Document] = []
            error: Exception | None = None
            try:
                docs += map(self.read, islice(source, size))
            except Exception as raised:  # what came before it is still judged
                error = raised
            yield from self.judge_all(docs)
            if error is not None:
                raise error
            more = len(docs) == size
            size = min(2 * size, BLOCK)

    def ahead(self, docs: Iterable[Document]) -> Iterator[Document]:
        """The same documents; some are read ahead where LanguageTool is asked in batches."""
        service = self._context.grammar
        return iter(docs) if service is None else service.ahead(docs)

    def read(self, reply: Reply | str) -> Document:
        """The reply as the rules see it, without judging it."""
        return Document(self._completed(reply), self._context)

    def judge(self, doc: Document) -> Report:
        """Run the rules over a reply that was read."""
        rules, skipped = self._plan(doc)
        if self._context.grammar is not None:
            # Asked now, heard when the rules that need it come, last of all.
            self._context.grammar.prefetch((doc,))
        outcome = _Outcome()
        for rule in rules:
            self._ask(rule, doc, outcome)
        return self._report(doc, outcome, skipped)

    def judge_all(self, docs: Sequence[Document]) -> list[Report]:
        """Run the rules over replies that were read: each rule over all of them, then the next.

        The reports are those of `judge`; what a rule needs stays in the processor's cache.
        """
        if self._context.grammar is not None:
            return list(map(self.judge, self.ahead(docs)))
        for read in _STAGES:
            for doc in docs:
                read(doc)
        plans = [self._plan(doc) for doc in docs]
        outcomes = [_Outcome() for _ in docs]
        asked: dict[Rule, list[int]] = {}
        for place, (rules, _) in enumerate(plans):
            for rule in rules:
                asked.setdefault(rule, []).append(place)
        for rule, places in asked.items():
            for place in places:
                self._ask(rule, docs[place], outcomes[place])
        return [
            self._report(doc, outcome, skipped)
            for doc, outcome, (_, skipped) in zip(docs, outcomes, plans, strict=True)
        ]

    def _ask(self, rule: Rule, doc: Document, outcome: _Outcome) -> None:
        """Ask one rule about one reply."""
        idle = rule.only_phrases and rule.code not in doc.owners
        if idle:
            broken = self._phrasebook.broken.get(rule.code)
            if broken is not None:
                outcome.notes.append(self._skipped(rule, Skip("failed", {"error": broken})))
            if not rule.weighs:
                return
        flags: list[Flag] = []
        try:
            for item in () if idle else rule.check(doc):
                if isinstance(item, Flag):
                    flags.append(item)
                elif isinstance(item, Measure):
                    outcome.measures[item.name] = item.value
                else:
                    outcome.notes.append(self._skipped(rule, item))
            if rule.weighs:
                flags = rule.weighed(doc, flags)
        except Exception as error:  # a rule of a plugin may raise anything
            if self._raise_errors:
                raise
            # Only the kind of error: its text may quote the reply.
            failed = Skip("failed", {"error": type(error).__name__})
            outcome.notes.append(self._skipped(rule, failed))
        outcome.found += [(rule, flag) for flag in flags]

    def keep(self, report: Report, findings: Sequence[Finding]) -> Report:
        """The report with only these of its findings, scored anew."""
        if len(findings) == len(report.findings):
            return report
        ranked = sorted(findings, key=lambda f: (-f.severity, f.start, f.code))
        scored = score(
            [(f.category, f.severity, f.confidence) for f in ranked], self.settings.score
        )
        kept = [f._replace(points=p) for f, p in zip(ranked, scored.points, strict=True)]
        kept.sort(key=lambda f: (f.start, f.end, f.code))
        return report._replace(
            score=scored.value, verdict=scored.verdict, findings=tuple(kept),
            breakdown=scored.breakdown,
        )  # fmt: skip

    # --- one check -------------------------------------------------------------------------

    def _completed(self, reply: Reply | str) -> Reply:
        """The reply with what the settings know and it does not say."""
        if isinstance(reply, str):
            reply = Reply(reply)
        settings = self.settings
        changes: dict[str, Any] = {}
        if reply.channel is None and settings.channel is not None:
            changes["channel"] = settings.channel
        for key in ("visibility", "language", "author", "brand", "kind"):
            default = getattr(settings, key)
            if default is not None and getattr(reply, key) is None:
                changes[key] = default
        if changes:
            from dataclasses import replace

            reply = replace(reply, **changes)
        if reply.channel is not None and reply.channel not in self.channels:
            self._check_channel(reply.channel, "reply")
        return reply

    def _check_channel(self, channel: str | None, where: str) -> None:
        if channel is not None and channel not in self.channels:
            raise ConfigError(
                f"{where}: unknown channel {channel!r}; {nearest(channel, self.channels)}"
            )

    def _plan(self, doc: Document) -> _Plan:
        """The rules to run on a reply and the notes on those that cannot, remembered."""
        reply = doc.reply
        missing = (
            reply.channel is None,
            doc.visibility is None,
            not reply.inbound,
            reply.author is None,
            reply.brand is None,
            reply.customer is None,
            not reply.history,
            not reply.thread,
            reply.turn is None,
            reply.sent_at is None,
            reply.received_at is None,
        )
        key = (missing, doc.languages, doc.kind, reply.part)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MAX_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._make_plan(doc, missing)
        return plan

    def _make_plan(self, doc: Document, missing: Sequence[bool]) -> _Plan:
        unknown = {need for need, absent in zip(_NEEDS, missing, strict=True) if absent}
        if self._context.grammar is None:
            unknown.add("languagetool")
        run: list[Rule] = []
        skipped: list[Skipped] = []
        for rule in self.rules:
            if doc.kind not in rule.kinds or doc.reply.part not in rule.parts:
                continue
            known = self._languages[rule.code]
            lacking = next((need for need in rule.needs if need in unknown), None)
            if lacking is not None:
                skipped.append(self._skipped(rule, Skip(f"needs-{lacking}")))
            elif known is not None and doc.languages and not set(known) & set(doc.languages):
                skipped.append(self._skipped(rule, Skip("language", {"language": doc.language})))
            else:
                run.append(rule)
        run.sort(key=lambda rule: "grammar" in rule.wants)
        return tuple(run), tuple(skipped)

    def _skipped(self, rule: Rule, skip: Skip) -> Skipped:
        message = i18n.skip_message(skip.reason, skip.params or {}, self._ui_lang)
        return Skipped(rule.code, rule.name, skip.reason, message)

    def _report(self, doc: Document, outcome: _Outcome, skipped: tuple[Skipped, ...]) -> Report:
        found, measures = outcome.found, outcome.measures
        if outcome.notes:
            skipped += tuple(outcome.notes)
        if not found:
            return Report(doc.reply, 100.0, "send", (), {}, skipped, doc.language, measures)
        private = [span for _, flag in found for span in flag.private]
        if private:
            doc.conceal(private)
        ranked = [(rule, flag, self._severity(rule, flag)) for rule, flag in found]
        # Points go to the gravest first, so that a cap is never used up by trifles.
        ranked.sort(key=lambda item: (-item[2], item[1].start, item[0].code))
        scored = score(
            [(rule.category, severity, flag.confidence) for rule, flag, severity in ranked],
            self.settings.score,
        )
        lines = [0, *(match.end() for match in _LINE_END.finditer(doc.reply.text))]
        findings = [
            self._finding(doc, rule, flag, severity, points, lines)
            for (rule, flag, severity), points in zip(ranked, scored.points, strict=True)
        ]
        findings.sort(key=lambda f: (f.start, f.end, f.code))
        return Report(
            doc.reply,
            scored.value,
            scored.verdict,
            tuple(findings),
            scored.breakdown,
            skipped,
            doc.language,
            measures,
        )

    def _severity(self, rule: Rule, flag: Flag) -> Severity:
        fixed = self._severities.get(rule.code)
        if fixed is not None:
            return fixed
        return flag.severity if flag.severity is not None else rule.severity

    def _finding(
        self,
        doc: Document,
        rule: Rule,
        flag: Flag,
        severity: Severity,
        points: float,
        lines: Sequence[int],
    ) -> Finding:
        """The finding of a flag. lines: where the lines of the reply's own text begin."""
        start, end = doc.original(flag.start, flag.end)
        line = bisect_right(lines, start)
        excerpt = _quoted(doc, flag.start, flag.end)
        texts = rule.messages.get(self._ui_lang) or rule.messages[i18n.DEFAULT]
        params: dict[str, object] = {"phrase": excerpt}
        for name, value in flag.params.items() if flag.params else ():
            params[name] = _shown(doc, value, self._ui_lang)
        remedy = flag.suggestion or f"{flag.message}.suggestion"
        suggestion = texts.get(remedy) or i18n.common(remedy, self._ui_lang)
        return Finding(
            code=rule.code,
            rule=rule.name,
            category=rule.category,
            severity=severity,
            confidence=flag.confidence,
            points=points,
            start=start,
            end=end,
            line=line,
            column=start - lines[line - 1] + 1,
            message=texts[flag.message].format_map(params),
            suggestion=suggestion.format_map(params) if suggestion else None,
            excerpt=excerpt,
            fix=_original_fix(doc, flag.fix),
        )


class _Outcome:
    """What the rules said of one reply."""

    __slots__ = ("found", "measures", "notes")

    def __init__(self) -> None:
        self.found: list[tuple[Rule, Flag]] = []
        self.notes: list[Skipped] = []
        self.measures: dict[str, float] = {}


# How many replies are checked together.
BLOCK = 64
# What nearly every rule asks of a reply, read for a whole block at a time.
_STAGES: tuple[Callable[[Document], object], ...] = (
    attrgetter("folded"), attrgetter("languages"), attrgetter("sentences"), attrgetter("owners"),
    attrgetter("non_prose"), attrgetter("zones"),
)  # fmt: skip

_NEEDS = ("channel", "visibility", "inbound", "author", "brand", "customer", "history", "thread",
          "turn", "sent_at", "received_at")  # fmt: skip


def _quoted(doc: Document, start: int, end: int) -> str:
    """What a finding shows of the text: masked, on one line, shortened."""
    shown = " ".join(doc.masked[start:end].split())
    return shown if len(shown) <= _EXCERPT else shown[: _EXCERPT - 1] + "…"


def _shown(doc: Document, value: object, ui_lang: str) -> object:
    """What fills a message: a value, or what the reply says at a place, masked."""
    if isinstance(value, Quote):
        return _quoted(doc, *value)
    if isinstance(value, Quotes):
        form = i18n.QUOTED[ui_lang]
        return ", ".join(form.format(_quoted(doc, *place)) for place in value.places)
    return value


def _original_fix(doc: Document, fix: Fix | None) -> Fix | None:
    if fix is None or doc.reading.offsets is None:
        return fix
    return Fix(
        tuple(Edit(*doc.original(e.start, e.end), e.replacement) for e in fix.edits), fix.safe
    )


def lint(text: str, **context: Any) -> Report:
    """Check one reply with the default rules: `lint("...", channel="x", author="Julie")`.

    The keywords are the fields of Reply. Build a Linter to check many, or to set options.
    """
    return _default_linter().check(Reply(text, **context))


@lru_cache(maxsize=1)
def _default_linter() -> Linter:
    return Linter()


@lru_cache(maxsize=8)
def installed_plugins(disabled: tuple[str, ...] = ()) -> Plugins:
    """The installed plugins, asked once a process."""
    return load_plugins(disabled)


def _rebuild(settings: Settings, raise_errors: bool) -> Linter:
    return Linter(settings, raise_errors=raise_errors)


def _grammar(settings: Settings, rules: Sequence[Rule]) -> GrammarService | None:
    """The grammar service, where it is switched on and a rule asks for it."""
    if settings.languagetool == "off" or not any("grammar" in rule.wants for rule in rules):
        return None
    from replylint.grammar.service import GrammarService

    return GrammarService(settings.languagetool, settings.region)


# --- building ------------------------------------------------------------------------------------


def _channels(known: Iterable[Channel], settings: Settings) -> dict[str, Channel]:
    """All channels by name, those of the config laid over the plugins'."""
    channels = {channel.name: channel for channel in known}
    if settings.channels:
        from replylint.channel_config import configured_channels

        channels = configured_channels(
            channels, settings.channels, settings.origin.get("channels", "options")
        )
    return channels


def _available(plugins: Plugins, settings: Settings) -> tuple[type[Rule], ...]:
    """Every rule there is: the plugins' and those of the config's YAML files."""
    rules = {rule.code: rule for rule in plugins.rules}
    if settings.rules:
        from replylint.yaml_rules import load_yaml_rules

        for rule in load_yaml_rules(settings.rules, settings.origin.get("rules", "options")):
            if rule.code in rules:
                raise ConfigError(f"{rule.source}: the code {rule.code} is taken")
            rules[rule.code] = rule
    return tuple(rules[code] for code in sorted(rules))


def _rule_options(
    rules: Sequence[type[Rule]], settings: Settings
) -> dict[str, Mapping[str, object]]:
    """The config's options by rule code. Raises ConfigError for an unknown rule or option."""
    if not settings.rule:
        return {}
    where = settings.origin.get("rule", "options")
    by_name = {rule.code: rule for rule in rules} | {rule.name: rule for rule in rules}
    found: dict[str, Mapping[str, object]] = {}
    for key, values in settings.rule.items():
        rule = by_name.get(key) or by_name.get(key.upper())
        if rule is None:
            raise ConfigError(f"{where}: rule.{key}: no such rule; {nearest(key, by_name)}")
        for option, value in values.items():
            place = f"{where}: rule.{key}.{option.replace('_', '-')}"
            if option == "severity":
                try:
                    Severity.parse(str(value))
                except ValueError:
                    labels = [severity.label for severity in Severity]
                    raise ConfigError(
                        f"{place}: cannot be {value!r}; {nearest(str(value), labels)}"
                    ) from None
            elif option not in rule.options:
                known = [name.replace("_", "-") for name in (*rule.options, "severity")]
                raise ConfigError(f"{place}: unknown option; {nearest(option, known)}")
            else:
                _check_type(value, rule.options[option], place)
        found[rule.code] = {**found.get(rule.code, {}), **values}
    return found


def _check_type(value: object, default: object, place: str) -> None:
    """Raise ConfigError where an option's value has another type than its default."""
    if isinstance(default, bool):
        right, name = isinstance(value, bool), "true or false"
    elif isinstance(default, int | float):
        right = isinstance(value, int | float) and not isinstance(value, bool)
        name = "a number"
    elif isinstance(default, list | tuple):
        right = isinstance(value, list | tuple) and all(isinstance(v, str) for v in value)
        name = "a list of texts"
    else:
        right, name = isinstance(value, str), "a text"
    if not right:
        raise ConfigError(f"{place}: must be {name}, not {value!r}")


def _configured(
    rule: type[Rule], options: Mapping[str, Mapping[str, object]], settings: Settings
) -> Rule:
    strict = rule.strict if settings.preset == "strict" else {}
    own = {k: v for k, v in options.get(rule.code, {}).items() if k != "severity"}
    return rule({**strict, **own})


def _severities(
    rules: Sequence[Rule], options: Mapping[str, Mapping[str, object]]
) -> dict[str, Severity]:
    return {
        rule.code: Severity.parse(str(options[rule.code]["severity"]))
        for rule in rules
        if "severity" in options.get(rule.code, {})
    }
