"""How a reply was read: what `replylint explain` shows, as plain values and for people."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from replylint.i18n import number, say
from replylint.language import UNDETERMINED
from replylint.outputs.masking import masked_text
from replylint.outputs.summary import verdict
from replylint.outputs.terminal import fill, paint, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from replylint.document import Document
    from replylint.linter import Linter
    from replylint.outputs import Checked, View

_EXCERPT = 60
_KNOWN = ("inbound", "author", "customer", "brand", "sent_at", "received_at", "turn", "history",
          "thread")  # fmt: skip
_TRAITS = ("complaint", "upset", "praise", "question", "playful")


def reading(checked: Checked, linter: Linter) -> dict[str, Any]:
    """How a reply was read, as plain JSON values, personal data masked.

    Lines and columns are those of the file.
    """
    doc, report = checked.document, checked.report
    skipped = {note.code for note in report.skipped}
    kind = doc.kind
    return {
        "path": checked.path,
        "language": {
            "code": doc.language,
            "given": doc.reply.language is not None,
            "present": list(doc.languages),
        },
        "channel": _channel(doc),
        "visibility": doc.visibility,
        "kind": kind,
        "known": [name for name in _KNOWN if getattr(doc.reply, name)],
        "parts": list(_parts(checked)),
        "inbound": _inbound(doc, linter),
        "not_prose": [_spot(checked, *span) for span in doc.non_prose],
        "quotes": [_spot(checked, *span) for span in doc.quotes],
        "personal_data": [
            {"kind": str(found.kind), **_spot(checked, found.start, found.end)}
            for found in doc.personal_data
        ],
        "rules": [
            rule.code for rule in linter.rules if rule.code not in skipped and kind in rule.kinds
        ],
        "skipped": [note.to_dict() for note in report.skipped],
        "score": report.score,
        "verdict": report.verdict,
    }


def _channel(doc: Document) -> dict[str, Any] | None:
    channel = doc.channel
    if channel is None:
        return None
    from replylint.units import measure

    length = measure(doc.reply.text, channel.unit)
    used = length.parts if channel.unit == "sms_parts" else length.length
    return {
        "name": channel.name,
        "title": channel.title,
        "unit": channel.unit,
        "length": used,
        "limit": channel.limit,
    }


def _parts(checked: Checked) -> Iterator[dict[str, Any]]:
    zones = checked.document.zones
    if zones.greeting is not None:
        yield {"part": "greeting", **_spot(checked, *zones.greeting)}
    yield {"part": "body", **_spot(checked, *zones.body)}
    for signature in zones.signatures:
        spot = _spot(checked, signature.start, signature.end)
        yield {"part": "signature", "kind": signature.kind, **spot}


def _spot(checked: Checked, start: int, end: int) -> dict[str, Any]:
    """A place in the file and the masked, shortened text there."""
    doc = checked.document
    place = checked.found.origin.place(doc.original(start, end)[0])
    return {"line": place.line, "column": place.column, "text": _excerpt(doc.masked[start:end])}


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


def _inbound(doc: Document, linter: Linter) -> dict[str, Any] | None:
    inbound = doc.inbound
    if inbound is None:
        return None
    masked = masked_text(inbound.text, linter.settings.region)
    return {
        "language": inbound.language,
        "read": _knows_inbound(linter, inbound.language),
        **{trait: bool(getattr(inbound, trait)) for trait in _TRAITS},
        "gravity": inbound.gravity.name.lower(),
        "evidence": [
            {"group": e.group, "text": _excerpt(masked[e.start : e.end])} for e in inbound.evidence
        ],
    }


def _knows_inbound(linter: Linter, language: str) -> bool:
    """Whether there are phrases to read a message in that language with."""
    return language == UNDETERMINED or any(
        os.path.exists(f"{pack.folder}/inbound.txt")
        for pack in linter.plugins.languages
        if pack.code == language
    )


def render(record: Mapping[str, Any], view: View) -> Iterator[str]:
    """The lines for people."""
    lang = view.ui_lang
    colon = say("colon", lang)
    yield paint(printable(record["path"]), "bold", view.color) + "\n"
    rows: list[tuple[str, Iterable[str]]] = [
        ("language", [_language(record["language"], lang)]),
        ("channel", [_place_of_reply(record, lang)]),
        (
            "known",
            [
                ", ".join(_word("known", name, lang) for name in record["known"])
                or say("none", lang)
            ],
        ),
        ("parts", (f"{_name(part, lang)}{colon} {_at(part)}" for part in record["parts"])),
        ("inbound", _customer(record["inbound"], lang)),
        ("not-prose", (_at(spot) for spot in record["not_prose"])),
        ("quotes", (_at(spot) for spot in record["quotes"])),
        (
            "personal-data",
            (
                f"{_word('data', data['kind'], lang)}{colon} {_at(data)}"
                for data in record["personal_data"]
            ),
        ),
        ("rules-run", [" ".join(record["rules"]) or say("none", lang)]),
        (
            "rules-skipped",
            (f"{n['code']} {n['rule']}{colon} {n['message']}" for n in record["skipped"]),
        ),
        ("score", [verdict(record["score"], record["verdict"], view)]),
    ]
    room = max(len(say(f"explain.{key}", lang)) for key, _ in rows) + 2
    for key, values in rows:
        title = say(f"explain.{key}", lang)
        lead = paint(title, "cyan", view.color) + " " * (room - len(title))
        for value in list(values) or [say("none", lang)]:
            text = fill(printable(value), max(30, view.width - room - 2), " " * (room + 4))
            yield f"  {lead}{text}\n"
            lead = " " * room
    yield "\n"


def _language(language: Mapping[str, Any], lang: str) -> str:
    how = say("given" if language["given"] else "detected", lang)
    others = [code for code in language["present"] if code != language["code"]]
    return f"{language['code']} ({how})" + (f", {', '.join(others)}" if others else "")


def _place_of_reply(record: Mapping[str, Any], lang: str) -> str:
    channel = record["channel"]
    seen = record["visibility"]
    readers = say(f"read-by.{seen}", lang) if seen is not None else say("read-by-unknown", lang)
    if channel is None:
        return f"{say('unknown', lang)}; {readers}"
    limit = channel["limit"]
    length = number(channel["length"], lang)
    used = f"{length} / {number(limit, lang)}" if limit is not None else length
    return f"{channel['name']}; {readers}; {used} {channel['unit']}"


def _name(part: Mapping[str, Any], lang: str) -> str:
    name = say(f"part.{part['part']}", lang)
    return f"{name} ({_word('signed', part['kind'], lang)})" if "kind" in part else name


def _word(about: str, key: str, lang: str) -> str:
    """A name of the program's own as people say it; itself where there is none."""
    try:
        return say(f"{about}.{key}", lang)
    except KeyError:
        return key


def _at(spot: Mapping[str, Any]) -> str:
    return f"{spot['line']}:{spot['column']} {spot['text']}"


def _customer(inbound: Mapping[str, Any] | None, lang: str) -> Iterator[str]:
    """What the customer's message was taken for, and the words that say so."""
    if inbound is None:
        yield say("unknown", lang)
        return
    if not inbound["read"]:
        yield f"{inbound['language']}; {say('inbound.unread', lang)}"
        return
    traits = [say(f"trait.{trait}", lang) for trait in _TRAITS if inbound[trait]]
    yield (
        f"{inbound['language']}; {', '.join(traits) or say('trait.none', lang)}; "
        + say(f"gravity.{inbound['gravity']}", lang)
    )
    for evidence in inbound["evidence"]:
        yield f"{_word('evidence', evidence['group'].partition('.')[0], lang)}{say('colon', lang)} {evidence['text']}"
