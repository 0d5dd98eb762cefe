"""Finds who signs at the end of a reply, in all the ways that people write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.ending import ends, find_afterword
from replylint.people import name_parts
from replylint.reading import fold
from replylint.signer import Signature, Signer, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from replylint.document import Document

_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_WORD = r"[^\W\d_][\w.'\u2019-]{0,24}"
# A mark and what it marks, at the very end. The first marks are enough by themselves; the others
# must not stand after a letter, where they part words: "and/or", "follow-up".
_MARKED = re.compile(
    rf"(?:[\^~\u02dc\u223c]{{1,2}} ?|(?<![^\s.,!?\u2026)\]\u00bb\u201d\"'\u2019{_EMOJI}\ufe0f])"
    rf"[*/|\u2022\u2013\u2014-]{{1,2}} ?)({_WORD}(?: ?[&+/] ?{_WORD}|(?: {_WORD}){{0,4}}))\Z"
)
_STRONG_MARKS = "^~\u02dc\u223c"
_SEPARATORS = ("\n", ". ", "! ", "? ", "\u2026 ", ", ", " - ", " \u2013 ", " \u2014 ", "(", "|",
               ": ", "; ", " / ")  # fmt: skip
# After these a name signs; after a comma it may be the customer's.
_FIRM = frozenset(("\n", ". ", "! ", "? ", "\u2026 ", "emoji", "kisses", "link"))
_JOINS_ROLE = frozenset((", ", " - ", " \u2013 ", " \u2014 ", "(", "|", "\n", " / "))
_LAST_EMOJI = re.compile(rf"[{_EMOJI}](?=[^{_EMOJI}]*\Z)")
_KISSES = re.compile(r"(?:[xX]{2,5}|[xX]o(?:xo?){1,3})[ ,]+")
_BULLETS = re.compile(r"\n[ \t]*[-*\u2022\u2013\u2014] ?[^\n]{0,200}\n[ \t]*\Z")
# Exports that lost the backslash of "\n" leave the letter: "à bientôt,njulie - acme".
_LOST_BREAK = re.compile(r"(?:[.,!?\u2026] ?n{1,2}|\sn{2})(n?[^\W\d_]{2,20})\s*\Z")
_FIELD = re.compile(r"(?:[{[<]{1,3}|%|\*\|)[^{}\[\]<>%\n]{2,60}[}\]>%|*]{1,3}\Z")
_AGENT_FIELD = re.compile(
    r"agent|author|assignee|sender|owner|employee|user|staff|operator|advis|signature|your.?name"
    r"|my.?name|conseiller|(?:votre|mon).?(?:pr[eé])?nom|^\W*(?:name|nom|pr[eé]nom)\W*$",
    re.IGNORECASE,
)
_WINDOW = 70  # how far back the last piece of text may begin
_LONGEST = 60  # a signature, with role and brand
_LAST_LINE = 120  # where an author's name counts wherever it stands
_MAX_LINE = 90
_MAX_LINES = 8  # a letter's closing line and what follows it
_DETAIL_DIGITS = 5


def find_signatures(doc: Document, addressee: str) -> tuple[Signature, ...]:
    """The signatures at the end of a reply, in the order of the text; mostly one or none.

    addressee: the name that the greeting speaks to, or "".
    """
    finder = _Finder(doc, addressee)
    stop = find_afterword(doc.text)
    letter = finder.letter(stop) if "\n" in doc.text else []
    for end in ends(doc.text, doc.non_prose, stop):
        found = finder.marked(end) or ([] if letter else finder.written(end))
        if found:
            break
    else:
        found = [] if letter else finder.field(stop) or finder.mention(stop)
    if letter:
        return (*letter, *(one for one in found if one.start >= letter[-1].end))
    return (*finder.earlier(found[0]), *found) if found else ()


class _Finder:
    """The forms of a signature. Each method gives the signers it finds, or an empty list."""

    def __init__(self, doc: Document, addressee: str) -> None:
        self.doc = doc
        self.text = doc.text
        self.signer = Signer(doc, addressee)

    # --- on the last line ------------------------------------------------------------------------

    def marked(self, end: int) -> list[Signature]:
        """ "^AB", "*Anna", "-KC", "~ Olivia", "/ZZ", "- Tom from Acme"."""
        match = _MARKED.search(self.text, max(0, end - _LONGEST), end)
        if match is None:
            return []
        begin, start = match.start(), match.start(1)
        strong = self.text[begin] in _STRONG_MARKS
        if not strong and not self._may_mark(begin, start, end):
            return []
        people = self.signer.people(start, end, marked=True, tag=strong)
        if people:
            first = people[0]
            return [Signature(first.kind, begin, first.end, first.name), *people[1:]]
        of_team = self.signer.of_team(start, end)
        if of_team:
            return [Signature(of_team[0].kind, begin, end, of_team[0].name)]
        if self.signer.is_team(start, end) or (strong and not self.signer.is_prose(start, end)):
            before = self._name_before(begin) or self._lost_break(begin)
            return before or [Signature("team", begin, end, self.text[start:end])]
        return []

    def _may_mark(self, begin: int, start: int, end: int) -> bool:
        """Whether a dash, a star or a slash can mark a signature, or does something else."""
        text = self.text
        if self._tail(end)[:1] in ("!", "?") and not self.signer.is_author(text[start:end]):
            return False
        if begin and text[begin - 1] == "\n":
            return not _BULLETS.search(text, max(0, begin - 250), begin)
        if not begin or text[start - 1] != " ":
            return True
        # "Lille - Paris" is a route or a title.
        before = text[max(0, begin - 40) : begin].split()
        last = before[-1] if before else ""
        return not last[:1].isupper() or not last.isalpha() or self.doc.is_common(fold(last))

    def written(self, end: int) -> list[Signature]:
        """ "Bien à vous, Julie", "... at 6. Steph", "Julie, Acme", "L'équipe Acme"."""
        signer = self.signer
        start, separator = self._segment(end)
        if separator == "bullet" or not self._worth_reading(start, end):
            return []
        start, signed_off = self._after_closing(start, end)
        firm = signed_off or separator in _FIRM
        joins = separator in _JOINS_ROLE
        if joins and signer.is_team(start, end, joined=True):
            before = self._name_before(start)
            if before:
                return [Signature(before[0].kind, before[0].start, end, before[0].name)]
        if signer.is_team(start, end):
            if not (
                firm or (joins and (self.text[start].isupper() or self._closing_before(start)))
            ):
                return []
            return [Signature("team", start, end, self.text[start:end])]
        closed = separator == ", " and self._closing_before(start)
        people = signer.people(start, end, marked=closed)
        if not people and (firm or separator == ", "):
            people = signer.of_team(start, end)
        if not people:
            return []
        if joins and not signer.is_author(people[0].name):
            before = self._name_before(start)
            if before:
                return [Signature(before[0].kind, before[0].start, end, before[0].name)]
        return people if self._signs(people[0], separator, firm, end) else []

    def _signs(self, person: Signature, separator: str, firm: bool, end: int) -> bool:
        """Whether a name at the end signs; it may be the customer's, or a thing's."""
        if self.signer.is_author(person.name):
            return True
        tail = self._tail(end)
        if tail[:1] in ("!", "?") or self.signer.is_customer(person.name):
            return False
        if firm or self._closing_before(person.start):
            return firm or separator in (", ", ": ", "(")
        if separator == ", ":
            return not self.signer.author and tail[:1] != "." and person.kind == "name"
        return separator == "(" and self.signer.is_first_name(person.name)

    def _name_before(self, start: int) -> list[Signature]:
        """The name that stands before a role or a brand: "Amine, Acme"."""
        before = start
        while before and not self.text[before - 1].isalnum():
            before -= 1
        if not before or self.text.count("\n", before, start) > 1:
            return []
        marked = self.marked(before)
        if marked and marked[0].kind != "team":
            return marked
        first, separator = self._segment(before)
        first, signed_off = self._after_closing(first, before)
        firm = signed_off or separator in _FIRM
        if not firm and not (separator == ", " and self._closing_before(first)):
            return []
        people = self.signer.people(first, before)
        return [] if not people or self.signer.is_customer(people[0].name) else people

    def _lost_break(self, begin: int) -> list[Signature]:
        match = _LOST_BREAK.search(self.text, max(0, begin - 30), begin)
        if match is None or not self.signer.lower_case:
            return []
        start, end = match.span(1)
        name = self.text[start:end]
        if name[0] == "n" and self.signer.is_first_name(name[1:]):
            start += 1
        return [Signature("name", start, end, self.text[start:end])]

    # --- a letter --------------------------------------------------------------------------------

    def letter(self, stop: int) -> list[Signature]:
        """A name under a closing line, or above lines of role and company, as in an e-mail."""
        lines = self._last_lines(stop)
        for i in range(len(lines) - 1, -1, -1):
            start, end = lines[i]
            after = self._after_closing_line(start, end)
            if after is None:
                continue
            if i == len(lines) - 1:
                return []
            if after < end:  # "Bien à vous, Julie", and then her company
                return self.signer.people(after, self._bare(after, end))
            return self._under_closing(lines[i + 1 :])
        return self._above_details(lines)

    def _under_closing(self, lines: Sequence[Span]) -> list[Signature]:
        team: list[Signature] = []
        for start, end in lines[:3]:
            bare = self._bare(start, end)
            marked = self.marked(bare)
            if marked and marked[0].start >= start:
                return marked
            if self.signer.is_team(start, bare):
                team = team or [Signature("team", start, bare, self.text[start:bare])]
                continue
            comma = self.text.find(",", start, bare)
            found = (
                self.signer.people(start, bare, marked=True)
                or self.signer.of_team(start, bare)
                or (self.signer.people(start, comma) if comma > 0 else [])
            )
            if found and not self.signer.is_customer(found[0].name):
                return found
            if not found:
                break
        return team

    def _above_details(self, lines: Sequence[Span]) -> list[Signature]:
        """A name on a line of its own above lines of role and company."""
        details = 0
        for start, end in reversed(lines):
            bare = self._bare(start, end)
            if self._is_detail(start, end):
                details += 1
                continue
            people = self.signer.people(start, bare)
            if people and (details or start == lines[-1][0] or self.signer.author == ""):
                if start == lines[-1][0]:
                    continue  # perhaps the company; a name above it would say so
                return people if details else []
            return []
        return []

    def _is_detail(self, start: int, end: int) -> bool:
        """Whether a line tells a role, a company, a number or an address."""
        line = self.text[start:end]
        if len(line) > _MAX_LINE or line[-1] in "!?.":
            return False
        if self.signer.is_team(start, self._bare(start, end)):
            return True
        return sum(c.isdigit() for c in line) >= _DETAIL_DIGITS or any(
            s <= start + 12 and end - 2 <= e for s, e in self.doc.non_prose
        )

    # --- other -----------------------------------------------------------------------------------

    def field(self, stop: int) -> list[Signature]:
        """A field of a template that will hold the agent's name."""
        text = self.text[:stop].rstrip(" \n.!)*_")
        if not text or text[-1] not in "}]>%|":
            return []
        line = text[max(text.rfind("\n"), len(text) - 80) + 1 :]
        opening = _FIELD.search(line)
        field = opening.group() if opening is not None else ""
        if not field or not _AGENT_FIELD.search(field):
            return []
        return [Signature("name", len(text) - len(field), len(text), field)]

    def mention(self, stop: int) -> list[Signature]:
        """The author's first name anywhere in the last line, where the author is known."""
        parts = name_parts(self.signer.author)
        if not parts or len(parts[0]) < 2 or self.doc.folded.find(parts[0]) < 0:
            return []
        size = len(self.text[:stop].rstrip())
        lowest = max(self.text.rfind("\n", 0, size) + 1, size - _LAST_LINE)
        named = re.compile(rf"(?<![\w@#]){re.escape(parts[0])}(?!\w)")
        for match in named.finditer(self.doc.folded, lowest, size):
            name = self.text[slice(*match.span())]
            if name[0].isupper() and not self.signer.is_customer(name):
                return [Signature("name", *match.span(), name)]
        return []

    def earlier(self, found: Signature) -> list[Signature]:
        """Another signature right before the one found: then two persons have signed."""
        if found.kind == "team":
            return []
        for end in ends(self.text, (), found.start):
            if found.start - end > 8:
                break
            before = self.marked(end)
            if not before and "\n" in self.text[end : found.start]:
                line = self.text.rfind("\n", 0, end) + 1
                above = self._last_lines(line)
                if above and self._after_closing_line(*above[-1]) == above[-1][1]:
                    before = self.signer.people(line, end)
            return [] if before and before[0].kind == "team" else before
        return []

    # --- reading ---------------------------------------------------------------------------------

    def _segment(self, end: int) -> tuple[int, str]:
        """Where the last piece of text before `end` begins, and what parts it from the rest."""
        text = self.text
        lowest = max(0, end - _WINDOW)
        start, separator = lowest, "" if lowest else "start"
        for one in _SEPARATORS:
            found = text.rfind(one, lowest, end)
            if found >= 0 and found + len(one) > start:
                start, separator = found + len(one), one
        for span in reversed(self.doc.non_prose):
            if span[1] <= end:
                if span[1] > start:
                    start, separator = span[1], "link"
                break
        if not text[start:end].isascii():
            emoji = _LAST_EMOJI.search(text, start, end)
            if emoji is not None:
                start, separator = emoji.end(), "emoji"
        while start < end and not text[start].isalnum():
            if separator == "\n" and text[start] in "-*\u2022\u2013\u2014":
                separator = "bullet"
            start += 1
        kisses = _KISSES.match(text, start, end)
        return (kisses.end(), "kisses") if kisses is not None else (start, separator)

    def _worth_reading(self, start: int, end: int) -> bool:
        """A quick look that spares most replies the rest: how does the last word begin?"""
        last = self.text[self.text.rfind(" ", start, end) + 1 : end]
        if last[-1:].isdigit() or not 0 < end - start <= _LONGEST:
            return False
        return (
            last[0].isupper()
            or self.signer.lower_case
            or self.signer.is_author(last)
            or self.signer.is_role_word(fold(last).rpartition("'")[2])
        )

    def _after_closing(self, start: int, end: int) -> tuple[int, bool]:
        """Where a piece goes on after a sign-off that it begins with, and whether there is one.

        After thanks or a wish a name is the customer's ("Merci Paul"), unless a team follows it.
        """
        for hit in self.doc.hits("valediction"):
            if hit.start == start and hit.end < end:
                return _skip_space(self.text, hit.end, end), True
        for hit in self.doc.hits("closing"):
            if hit.start == start and hit.end < end:
                after = _skip_space(self.text, hit.end, end)
                if self.signer.of_team(after, end):
                    return after, True
        return start, False

    def _closing_before(self, place: int) -> bool:
        """Whether a sign-off, a wish or thanks ends before `place`, in the same sentence."""
        lowest = max(
            place - _LONGEST, *(self.text.rfind(mark, 0, place) for mark in (". ", "! ", "\n"))
        )
        return any(
            lowest <= hit.start and hit.end <= place
            for group in ("valediction", "closing")
            for hit in self.doc.hits(group)
        )

    def _after_closing_line(self, start: int, end: int) -> int | None:
        """Where a line goes on after the sign-off that it is; None where it is none.

        `end` itself where nothing follows: "Cordialement,".
        """
        if end - start > 2 * _MAX_LINE:
            return None
        for group in ("valediction", "closing"):
            for hit in self.doc.hits(group):
                if not start <= hit.start < end or (hit.start > start + 3 and group == "closing"):
                    continue
                after = _skip_space(self.text, min(hit.end, end), end)
                if after >= end:
                    return end
                named = group == "valediction" or "," in self.text[hit.end : after]
                if named and self.signer.people(after, self._bare(after, end)):
                    return after
                if self.text[end - 1] == "," or (group == "closing" and end - hit.end < 30):
                    return end
        return None

    def _last_lines(self, stop: int) -> list[Span]:
        """The last lines that are not blank, without their white space."""
        lines: list[Span] = []
        end = stop
        while end > 0 and len(lines) <= _MAX_LINES:
            begin = self.text.rfind("\n", 0, end) + 1
            line = self.text[begin:end]
            if line.strip():
                left = begin + len(line) - len(line.lstrip())
                lines.append((left, begin + len(line.rstrip())))
            end = begin - 1
        lines.reverse()
        return lines

    def _bare(self, start: int, end: int) -> int:
        """The end of the last word of a line."""
        return max(start, next(ends(self.text, self.doc.non_prose, end), end))

    def _tail(self, end: int) -> str:
        """The punctuation right behind `end`."""
        return self.text[end : end + 4].lstrip(" \u00a0\u202f*_)\"'\u00bb")


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and not text[start].isalnum():
        start += 1
    return start
