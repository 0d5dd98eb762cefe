"""CHN003: the reply invites to a private message while nobody is there to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.hours import is_open, next_opening, read_hours
from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from replylint.document import Document


class PrivateMessageWhenClosed(Rule):
    """An invitation to write or call, sent outside the opening hours, that does not say so."""

    code = "CHN003"
    name = "private-message-when-closed"
    only_phrases = True
    needs = ("sent_at",)
    options = {"hours": []}
    messages = {
        "en": {
            "default": "“{phrase}” invites to write while nobody is there to answer",
            "default.suggestion": "Say when somebody reads it: “{ready}”.",
        },
        "fr": {
            "default": "« {phrase} » invite à écrire alors que personne n'est là pour répondre",
            "default.suggestion": "Dites quand quelqu'un lira : « {ready} ».",
        },
    }

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        super().__init__(options)
        self.openings = read_hours(self.words("hours"))

    def check(self, doc: Document) -> Iterator[Flag]:
        sent_at = doc.reply.sent_at
        if not self.openings or sent_at is None or is_open(self.openings, sent_at):
            return
        invitations = self.hits(doc, "invitation")
        if invitations and not self.hits(doc, "when"):
            params: dict[str, object] = {"ready": self._ready(doc, sent_at)}
            yield Flag(invitations[0].start, invitations[0].end, params=params)

    def _ready(self, doc: Document, sent_at: datetime) -> str:
        """When somebody is there again, in the words of the reply's language."""
        wording = self.wording(doc.language) or self.wording("en")
        day, minutes = next_opening(self.openings, sent_at)
        hour, minute = divmod(minutes, 60)
        time = wording["time" if minute else "full hour"].format(hour=hour, minute=f"{minute:02}")
        return wording["back"].format(day=wording["days"].split()[day], time=time)
