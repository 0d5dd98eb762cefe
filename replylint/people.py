"""Whether a signature can be a given person's: names, short forms, initials and agents' tags."""

from __future__ import annotations

from functools import lru_cache

from replylint.lazy import lazy_pattern
from replylint.reading import fold

_PART = lazy_pattern(r"[^\W\d_]+")
_ELIDED = lazy_pattern(r"\W*[^\W\d_]['\u2019]")
# A nickname of a syllable said twice: "Momo" for Mohamed.
_DOUBLED = 4
# What may be left out at the end of a short form before it is another name: "Julie" is not short
# for "Julien", nor "Paul" for "Paula", but "Matt" is short for "Matthew".
_MIN_CUT = 2
_MIN_SHORT, _MAX_SHORT = 3, 5


def name_parts(name: str) -> list[str]:
    """The folded words of a name: "Marie-Pier L." gives marie, pier, l."""
    return _PART.findall(fold(name))


def looks_like_initials(name: str) -> bool:
    """Whether a name is written as initials: "JL", "J-F", "M.P."."""
    letters = "".join(_PART.findall(name))
    return 0 < len(letters) <= 4 and letters.isupper()


_DASHES = ("-", "\u2013", "\u2014")


def may_be(signed: str, author: str) -> bool:
    """Whether `signed` can stand for `author`; both are names or initials.

    Initials fit where they begin, or end, with the author's initial: "SD" for Sofia, as a first
    name is often all that is known of an author.
    """
    one, other = name_parts(signed), name_parts(author)
    if not one or not other:
        return False
    if "".join(one) == "".join(other):
        return True
    if looks_like_initials(signed) or looks_like_initials(author):
        letters = "".join(one) if looks_like_initials(signed) else "".join(p[0] for p in one)
        wanted = "".join(other) if looks_like_initials(author) else "".join(p[0] for p in other)
        return letters[0] == wanted[0] or letters[-1] == wanted[0]
    if min(len(one[0]), len(other[0])) == 1:  # "N. Roy", but not "L'équipe"
        return one[0][0] == other[0][0] and not _ELIDED.match(signed)
    if one[0] == other[0] or (len(one[0]) > 1 and one[0] in other) or other[0] in one:
        return True
    return _is_short_form(one[0], other[0]) or _is_short_form(other[0], one[0])


def _is_short_form(short: str, name: str) -> bool:
    """Whether `short` is cut out of `name` ("Beth", "Matt"), or an agent's tag ("nkush")."""
    if len(short) == _DOUBLED and short[:2] == short[2:] and name.startswith(short[:2]):
        return True
    if short not in name:
        return False
    if not name.startswith(short):
        return len(short) >= _MIN_SHORT
    cut = len(name) - len(short)
    return _MIN_SHORT <= len(short) <= _MAX_SHORT and cut >= _MIN_CUT


def is_person(author: str) -> bool:
    """Whether an author is given by name or initials, not by an account, a number or an address."""
    words = author.replace("-", " ").replace("'", " ").replace("\u2019", " ").split()
    return 0 < len(words) <= 5 and all(
        word.rstrip(".").isalpha() and (word.isupper() or not any(map(str.isupper, word[3:])))
        for word in words
    )


def short_name(author: str) -> str:
    """What an author signs with: the first name, or the initials that are all that is known."""
    return author.strip() if looks_like_initials(author) else author.split(maxsplit=1)[0]


def find_first_name(
    author: str, text: str, folded: str, start: int, end: int
) -> tuple[int, int] | None:
    """The first place in text[start:end] where the author's first name stands with a capital, or
    behind a dash.

    folded: the folded text. None where it stands nowhere, or where no first name is known.
    """
    parts = name_parts(author)
    if not parts or len(parts[0]) < 2:
        return None
    name = parts[0]
    place = folded.find(name, start, end)
    while place >= 0:
        after = place + len(name)
        whole = not folded[place - 1 : place].isalnum() and not folded[after : after + 1].isalnum()
        begins = text[place].isupper() or text[place - 2 : place].strip() in _DASHES
        if whole and begins and folded[place - 1 : place] not in ("@", "_"):
            return place, after
        place = folded.find(name, after, end)
    return None


# How a message ends that is signed.
_SIGN_OFF = lazy_pattern(
    r"(?:[.!?\n,]|\b(?:merci|thanks|thank you|cheers|regards|cordialement|best|bises|ciao))"
    r"[ \t\n,]{1,4}(?:-{1,2} ?|~ ?)?"
    r"(?P<name>(?:(?:M(?:me|lle|r|rs|s|iss|onsieur|adame)?|Dr)\.? )?"
    r"[^\W\d_a-z\u00df-\u00ff][^\W\d_]{1,19}"
    r"(?:[-'\u2019 ][^\W\d_a-z\u00df-\u00ff][^\W\d_]{0,19}){0,2})"
    r"[ .!\n]{0,4}$"
)
_NO_NAMES = (
    "merci thanks thank svp cordialement bonjour hello help please cheers regards bye urgent "
    "salut bonsoir lamentable scandaleux honte fail shame honteux inadmissible super bravo parfait "
    "nul top amazing brilliant awful terrible pathetic"
)
_NO_NAME = frozenset(_NO_NAMES.split())


@lru_cache(maxsize=64)
def signed_name(text: str) -> str | None:
    """The name that stands alone at the end of a message: "... Merci, Karim", "... Mrs Ferris"."""
    match = _SIGN_OFF.search(text[-80:].rstrip())
    if match is None:
        return None
    name = match.group("name")
    return None if name.split()[0].lower() in _NO_NAME or name.isupper() else name
