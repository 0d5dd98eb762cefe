"""Finds who signs at the end of a reply, in all the ways that people write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.ending import ends, find_afterword
from replylint.lazy import lazy_pattern
from replylint.people import find_first_name
from replylint.reading import fold
from replylint.sentences import is_abbreviation
from replylint.signer import CLOSINGS, DESKS, Signature, Signer, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.document import Document

_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_WIDE_STOPS = "\u3002\uff01\uff1f"
_WORD = r"[^\W\d_][\w.'\u2019-]{0,24}"
# A mark before a signature. The first are enough by themselves; the others must not stand after a
# letter, where they part words: "and/or", "follow-up".
_STRONG_MARKS = "^~\u02dc\u223c"
_MARK = lazy_pattern(
    rf"[{re.escape(_STRONG_MARKS)}*/|\u2022\u2013\u2014-](?:(?<=[{re.escape(_STRONG_MARKS)}])[\^~]?"
    rf"|(?<![^\s.,!?\u2026)\]\u00bb\u201d\"'\u2019{_EMOJI}\ufe0f].)[*/|\u2022\u2013\u2014-]?) ?"
    r"(?=[^\W\d_])",
    re.DOTALL,
)
_MARKED = lazy_pattern(rf"{_WORD}(?: ?[&+/] ?{_WORD}|(?: {_WORD}){{0,4}})\Z")
_MARKED_NAME = lazy_pattern(r"(?<!\S)[~*\u2013\u2014-] ?[^\W\d_]{2,20}, ")
_MAY_SIGN = lazy_pattern(r"[\^~*\n]|(?:^|\s)[/|\u2013\u2014-]")
_STOPS, _DASHES = ".!?\u2026,:;", "-\u2013\u2014|/"
# After these a name signs; after a comma it may be the customer's.
_FIRM = frozenset(("\n", ". ", "! ", "? ", "\u2026 ", "emoji", "kisses", "link"))
_JOINS_ROLE = frozenset((", ", " - ", "(", "\n"))
# An agent's tag in small letters, glued to its dash behind a whole sentence: "... goes. -jk".
_TAG = lazy_pattern(r"[.!?\u2026] [\u2013\u2014-][a-z]{2,3}")
_BY = lazy_pattern(r"(?:from|by|de|par) ")
# A full stop of Chinese and Japanese parts as an emoji does: no space follows.
_LAST_SIGN = lazy_pattern(rf"[{_EMOJI}{_WIDE_STOPS}](?=[^{_EMOJI}{_WIDE_STOPS}]*\Z)")
_KISSES = lazy_pattern(r"(?:[xX]{2,5}|[xX]o(?:xo?){1,3})[ ,]+")
_BULLETS = lazy_pattern(r"\n[ \t]*[-*\u2022\u2013\u2014] ?[^\n]{0,200}\n[ \t]*\Z")
# Exports that lost the backslash of "\n" leave the letter: "à bientôt,njulie - acme".
_LOST_BREAK = lazy_pattern(r"(?P<break>[.,!?\u2026] ?n{1,2})?(?P<name>[^\W\d_]{2,30})\s*\Z")
_FIELD = lazy_pattern(r"(?:[{[<]{1,3}|%|\*\|)[^{}\[\]<>%\n]{2,60}[}\]>%|*]{1,3}\Z")
_AGENT_FIELD = lazy_pattern(
    r"agent|author|assignee|sender|owner|employee|user|staff|operator|advis|signature|your.?name"
    r"|my.?name|conseiller|(?:votre|mon).?(?:pr[eé])?nom|^\W*(?:name|nom|pr[eé]nom)\W*$"
    r"|agente|operador|operat|mitarbeiter|berater|unterschrift|firma|(?:tu|su).?nombre"
    r"|(?:dein|ihr).?name|(?:tuo|suo).?nome|^\W*(?:nombre|vorname|nome)\W*$",
    re.IGNORECASE,
)
_WINDOW = 70  # how far back the last piece of text may begin
_LONGEST = 60  # a signature, with role and brand
_LAST_LINE = 120  # where an author's name counts wherever it stands
_MAX_LINE = 90
_MAX_LINES = 8  # a letter's closing line and what follows it
_DETAIL_DIGITS = 5
_SHORT_LINE = 25
_SURE_INITIALS = 4
_NEAR, _NEAR_MARK = 8, 25  # between two signatures; where the first may have its mark


def find_signatures(doc: Document, addressee: str) -> tuple[Signature, ...]:
    """The signatures at the end of a reply, in the order of the text; mostly one or none.

    addressee: the name that the greeting speaks to, or "".
    """
    finder = _Finder(doc, addressee)
    stop = find_afterword(doc.text)
    letter = finder.letter(stop) if finder.may_be_letter(stop) else []
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
        for mark in _MARK.finditer(self.text, max(0, end - _LONGEST), end):
            begin, start = mark.span()
            strong = self.text[begin] in _STRONG_MARKS
            if not strong and not self._may_mark(begin, start, end):
                continue
            if _MARKED.match(self.text, start, end):
                return self._behind_mark(begin, start, end, strong)
        return []

    def _behind_mark(self, begin: int, start: int, end: int, strong: bool) -> list[Signature]:
        who = self.text[start:end]
        if strong and len(who) < _SURE_INITIALS and who.isalpha() and who.isupper():
            is_desk = who.lower() in DESKS or self.signer.is_department(who)
            is_team = is_desk and not self.signer.is_author(who)
            # Initials are by far the most frequent.
            return [Signature("team" if is_team else "initials", begin, end, who)]
        people = self.signer.people(start, end, marked=True, tag=strong)
        if people:
            first = people[0]
            return [Signature(first.kind, begin, first.end, first.name), *people[1:]]
        of_team = self.signer.of_team(start, end)
        if of_team:
            return [Signature(of_team[0].kind, begin, end, of_team[0].name)]
        if start == begin + 1 and _TAG.fullmatch(self.text, max(0, begin - 2), end):
            return [Signature("initials", begin, end, who)]
        broken = self.signer.lower_case and self.signer.is_brand(who.removesuffix("n"))
        is_prose = self.signer.is_prose(start, end)
        if self.signer.is_team(start, end) or broken or (strong and not is_prose):
            before = self._name_before(begin) or self._lost_break(begin)
            return before or [Signature("team", begin, end, who)]
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
        if not self._worth_reading(end):
            return []
        start, separator = self._segment(end)
        if separator == "bullet" or not 0 < end - start <= _LONGEST:
            return []
        start, signed_off = self._after_closing(start, end)
        firm = signed_off or separator in _FIRM
        joins = separator in _JOINS_ROLE
        closed = separator == ", " and self._closing_before(start)
        people = self.signer.people(start, end, marked=closed or self.signer.signs_off(start))
        if not people and self.signer.is_team(start, end, joined=joins):
            return self._team(start, end, joins, firm)
        if not people and (firm or joins):
            people = self.signer.of_team(start, end)
        if not people and separator == ", " and self.signer.is_job(start, end):
            before = self._name_before(start)
            return _up_to(before[0], end) if before and self._stands_apart(before[0]) else []
        if people and joins and not self.signer.is_author(people[0].name):
            before = self._name_before(start)
            if before:
                return _up_to(before[0], end)
        return people if people and self._signs(people[0], separator, firm, end) else []

    def _heads_job(self, lowest: int, end: int) -> bool:
        """Whether the last line may end with a name and a job: "J. Roux, guide au musée"."""
        line = self.text.rfind("\n", lowest, end) + 1
        apart = self.text[line].isupper() and line > 0
        return ", " in self.text[line:end] and (
            apart or _MARKED_NAME.search(self.text, line, end) is not None
        )

    def _stands_apart(self, name: Signature) -> bool:
        """Whether a name begins a line of its own below the text, or has a mark."""
        at = name.start
        return not self.text[at].isalnum() or self.text[:at].rstrip(" ").endswith("\n")

    def _team(self, start: int, end: int, joins: bool, firm: bool) -> list[Signature]:
        """A team, a role or the brand at the end, or the name that stands before it."""
        before = self._name_before(start) if joins else []
        if before:
            return _up_to(before[0], end)
        signs = firm or (joins and (self.text[start].isupper() or self._closing_before(start)))
        if not signs or not self.signer.is_team(start, end):
            return []
        return [Signature("team", start, end, self.text[start:end])]

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
            if self._role_before(person.start):
                return True
            return not self.signer.author and tail[:1] != "." and person.kind == "name"
        return separator == "(" and self.signer.is_first_name(fold(person.name))

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

    def _role_before(self, start: int) -> bool:
        """Whether nothing but a role stands between a full stop and a name: "Your host, Kev"."""
        before = start
        while before and not self.text[before - 1].isalnum():
            before -= 1
        first, separator = self._segment(before)
        return separator in _FIRM and self.signer.is_team(first, before)

    def _lost_break(self, begin: int) -> list[Signature]:
        """The name before a brand where the line breaks of a lower-case text were lost."""
        match = _LOST_BREAK.search(self.text, max(0, begin - 40), begin)
        if match is None or not self.signer.lower_case:
            return []
        start, end = match.span("name")
        word = self.doc.folded[start:end]
        for i in range(len(word) - 1):
            if (i == 0 or word[i - 1] == "n") and self.signer.is_first_name(word[i:]):
                return [Signature("name", start + i, end, self.text[start + i : end])]
        return [Signature("name", start, end, self.text[start:end])] if match["break"] else []

    # --- a letter --------------------------------------------------------------------------------

    def may_be_letter(self, stop: int) -> bool:
        """Whether the last line but one may be a closing, a name or a role: it ends no sentence."""
        if "\n" not in self.text:
            return False
        lines = self._lines_back(stop)
        next(lines, None)
        start, end = next(lines, (0, 0))
        return start < end and (end - start < _SHORT_LINE or self.text[end - 1] not in ".!?\u2026")

    def letter(self, stop: int) -> list[Signature]:
        """A name under a closing line, or above lines of role and company, as in an e-mail."""
        lines: list[Span] = []
        for start, end in self._lines_back(stop):
            after = self._after_closing_line(start, end)
            if after is not None:
                if not lines:
                    return []
                if after < end:  # "Bien à vous, Julie", and then her company
                    return self.signer.people(after, self._bare(after, end))
                return self._under_closing(lines[::-1])
            lines.append((start, end))
            if end - start > _MAX_LINE or len(lines) > _MAX_LINES:
                break
        return self._above_details(lines)

    def _under_closing(self, lines: Sequence[Span]) -> list[Signature]:
        team: list[Signature] = []
        for start, end in lines[:3]:
            bare = self._bare(start, end)
            marked = self.marked(bare)
            if marked and marked[0].start >= start:
                return marked
            comma = self.text.find(",", start, bare)
            found = self.signer.people(start, bare, marked=True)
            if not found and comma > 0 and "." in self.text[start:comma]:
                found = self.signer.people(start, comma)  # "P. Aubin, chargé de clientèle"
            if not found and self.signer.is_team(start, bare):
                team = team or [Signature("team", start, bare, self.text[start:bare])]
                continue
            found = (
                found
                or self.signer.of_team(start, bare)
                or (self.signer.people(start, comma) if comma > 0 else [])
            )
            if found and not self.signer.is_customer(found[0].name):
                return found
            if not found:
                break
        return team

    def _above_details(self, lines: Sequence[Span]) -> list[Signature]:
        """A name above lines of role and company, the last line first; a detail must be there."""
        found: list[Signature] = []
        details = 0
        for start, end in lines:
            bare = self._bare(start, end)
            if self._is_detail(start, end, bare):
                details += 1
                continue
            people = self.signer.people(start, bare)
            if details and people:
                found = people
            elif not people and any(word.islower() for word in self.text[start:bare].split()):
                break
        return found

    def _is_detail(self, start: int, end: int, bare: int) -> bool:
        """Whether a line tells a role, a company, a number or an address."""
        line = self.text[start:end]
        if len(line) > _MAX_LINE or line[-1] in "!?.":
            return False
        digits = sum(c.isdigit() for c in line)
        if digits >= _DETAIL_DIGITS or (digits > 2 and len(line) < _SHORT_LINE):
            return True
        links = self.doc.non_prose
        return self.signer.is_team(start, bare) or any(
            s <= start + 12 and end - 2 <= e for s, e in links
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
        if not self.signer.author:
            return []
        start, end = next(self._lines_back(stop), (0, 0))
        place = find_first_name(
            self.signer.author, self.text, self.doc.folded, max(start, end - _LAST_LINE), end
        )
        if place is None or self.signer.is_customer(self.text[slice(*place)]):
            return []
        return [Signature("name", *place, self.text[slice(*place)])]

    def earlier(self, found: Signature) -> list[Signature]:
        """Another signature right before the one found: then two persons have signed."""
        near = self.text[max(0, found.start - _NEAR_MARK) : found.start]
        if found.kind == "team" or not _MAY_SIGN.search(near):
            return []
        for end in ends(self.text, self.doc.non_prose, found.start):
            if found.start - end > _NEAR:
                break
            before = self.marked(end)
            if not before and "\n" in self.text[end : found.start]:
                line = self.text.rfind("\n", 0, end) + 1
                above = next(self._lines_back(line), None)
                if above and self._after_closing_line(*above) == above[1]:
                    before = self.signer.people(line, end)
            return [] if before and before[0].kind == "team" else before
        return []

    # --- reading ---------------------------------------------------------------------------------

    def _segment(self, end: int) -> tuple[int, str]:
        """Where the last piece of text before `end` begins, and what parts it from the rest."""
        text = self.text
        lowest = max(0, end - _WINDOW)
        newline = text.rfind("\n", lowest, end)
        space = text.rfind(" ", lowest, end)
        start, separator = (newline + 1, "\n") if newline >= 0 else (lowest, "")
        while space > newline:
            if text[space - 1] in _STOPS and not is_abbreviation(text, space - 1, space):
                start, separator = space + 1, f"{text[space - 1]} "
                break
            if text[space - 1] in _DASHES and text[space - 2 : space - 1] == " ":
                start, separator = space + 1, " - "
                break
            if text[space + 1] in "(|":
                start, separator = space + 1, "("
                break
            space = text.rfind(" ", lowest, space)
        for span in reversed(self.doc.non_prose):
            if span[1] <= end:
                if span[1] > start:
                    start, separator = span[1], "link"
                break
        if not text[start:end].isascii():
            emoji = _LAST_SIGN.search(text, start, end)
            if emoji is not None:
                start, separator = emoji.end(), "emoji"
        while start < end and not text[start].isalnum():
            if separator == "\n" and text[start] in "-*\u2022\u2013\u2014":
                separator = "bullet"
            start += 1
        kisses = _KISSES.match(text, start, end)
        return (kisses.end(), "kisses") if kisses is not None else (start, separator)

    def _worth_reading(self, end: int) -> bool:
        """A quick look that spares most replies the rest: how does the last word begin?"""
        text = self.text
        lowest = max(0, end - _LONGEST)
        start = max(text.rfind(" ", lowest, end), text.rfind("\n", lowest, end)) + 1
        while start < end and not text[start].isalnum():
            start += 1
        if start == end or self.text[end - 1].isdigit():
            return False
        return (
            text[start].isupper()
            or self.signer.lower_case
            or (text[start - 2 : start] == ", " and self.signer.is_first_name(text[start:end]))
            or self.signer.is_author(self.text[start:end])
            or self.signer.is_role_word(self.doc.folded[start:end].rpartition("'")[2])
            or self.signer.signs_off(start)
            or ((comma := text.rfind(", ", lowest, end)) >= 0 and self.signer.signs_off(comma + 2))
            or self._heads_job(lowest, end)
            or self._heads_line(lowest, end)
        )

    def _heads_line(self, lowest: int, end: int) -> bool:
        """Whether the author's first name begins the last line: "Kev' de l'atelier vélo"."""
        line = self.text.rfind("\n", lowest, end) + 1
        word = self.text[line:end].partition(" ")[0]
        return line > 0 and word[:1].isupper() and self.signer.is_author(word)

    def _after_closing(self, start: int, end: int) -> tuple[int, bool]:
        """Where a piece goes on after a sign-off that it begins with, and whether there is one.

        After thanks or a wish a name is the customer's ("Merci Paul"), unless a team follows it.
        """
        for hit in self.doc.hits("valediction"):
            if hit.start == start and hit.end < end:
                after = _skip_space(self.text, hit.end, end)
                by = _BY.match(self.text, after, end)  # "Hugs from Amy"
                if by is not None and self.signer.is_first_name(self.doc.folded[by.end() : end]):
                    after = by.end()
                return after, True
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
        return any(lowest <= s and e <= place for s, e in self.signer.closings)

    def _after_closing_line(self, start: int, end: int) -> int | None:
        """Where a line goes on after the sign-off that it is; None where it is none.

        `end` itself where nothing follows: "Cordialement,".
        """
        if end - start > 2 * _MAX_LINE:
            return None
        for group in CLOSINGS:
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

    def _lines_back(self, stop: int) -> Iterator[Span]:
        """The lines that are not blank, without their white space; the last first."""
        text = self.text
        end = stop
        while end > 0:
            begin = text.rfind("\n", 0, end) + 1
            left, right = begin, end
            while right > left and text[right - 1].isspace():
                right -= 1
            while left < right and text[left].isspace():
                left += 1
            if left < right:
                yield left, right
            end = begin - 1

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


def _up_to(name: Signature, end: int) -> list[Signature]:
    """A signature with the role or brand that follows it."""
    return [Signature(name.kind, name.start, end, name.name)]
