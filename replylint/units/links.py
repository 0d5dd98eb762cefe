"""What counts as a link in a text: the rules of X, which Mastodon shares.

Source: twitter-text (https://github.com/twitter/twitter-text, release 3.1), its `extractUrl`
pattern and the checks made after it. That pattern is tried at every character of a text, which
takes hundreds of microseconds, and on hostile text the square of its length or worse. Here a text
is entered only at the dots that have a top-level domain behind them, which hardly any sentence
has, and no host is followed further than DNS allows, so the work is linear.
"""

from __future__ import annotations

import re
from functools import cache

from replylint.lazy import lazy_pattern

__all__ = ["LATIN", "find"]

# A host name has 253 octets at most and each of its labels 63 (RFC 1035, section 2.3.4).
_LONGEST_HOST = 255
_LONGEST_LABEL = 63
_LONGEST_LINK = 4096
_LONGEST_TCO_SLUG = 40

_DIRECTION = r"\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_SPACE = r"\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVALID = r"\ufffe\ufeff\uffff"
_OUTSIDE = rf"!#-&'()*+,/:;<=>?@\[\\\]^{{|}}~{_SPACE}{_INVALID}{_DIRECTION}"  # in no host
_WITHIN = rf"[^.{_OUTSIDE}]"  # in a label
_EDGE = rf"[^.\-_{_OUTSIDE}]"  # first or last in a label
LATIN = (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f"
    r"\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)

# A dot after a label, and what may be a top-level domain behind it: a punycode label, an ASCII
# word (group 1) or something else that only the list of non-ASCII domains can tell. The dot
# stands first so that the scan is one for a literal.
_DOT = lazy_pattern(
    rf"\.(?<={_EDGE}\.)(?:[xX][nN]--[-0-9A-Za-z]+|([0-9A-Za-z]+)(?![0-9A-Za-z@+-])|(?=[^\x00-\x7f]))"
)
_LABELS = lazy_pattern(rf"(?:{_EDGE}(?:{_WITHIN}*{_EDGE})?\.)+")
_START = lazy_pattern(rf"(?:(?<=[^A-Za-z0-9@＠$#＃{_INVALID}])|\A){_EDGE}")
_BREAK = lazy_pattern(rf"[{_OUTSIDE}]")
_LATIN_HOST = lazy_pattern(rf"[-a-zA-Z0-9{LATIN}][-.a-zA-Z0-9{LATIN}]*")

_PATH = rf"a-zA-Z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}"
_PATH_END = rf"+\-a-zA-Z\u0400-\u04ff0-9=_#/{LATIN}"
_QUERY = r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/]"
_TCO = lazy_pattern(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", re.IGNORECASE)


def balanced(inside: str) -> str:
    """The pattern of parentheses in a path: characters of the class `inside`, one level nested."""
    return rf"\((?:[{inside}]+|[{inside}]*\([{inside}]+\)[{inside}]*)\)"


# Port, path (group 1) and query, each optional. A path may end in a parenthesis only right after
# a character that it could end in: an oddity of twitter-text's pattern, kept.
_TAIL = lazy_pattern(
    rf"(?::[0-9]+)?(/(?:[{_PATH}]*(?:{balanced(_PATH)}[{_PATH}]*)*[{_PATH_END}]"
    rf"|{balanced(_PATH)}|@[{_PATH}]+/)*)?(?:{_QUERY})?"
)


def find(text: str, *, bare: bool = True, tail: re.Pattern[str] = _TAIL) -> list[tuple[int, int]]:
    """Find the links of a text.

    In: the text; `bare=False` to leave out hosts without http:// or https://, as Mastodon does;
    `tail`, the pattern of what may follow a host. Out: the (start, end) of each link, in code
    points, in order, never overlapping. Never raises.
    """
    dots = _domain_dots(text) if bare or "://" in text else []
    links: list[tuple[int, int]] = []
    done = 0  # all before it belongs to a link, or to something shaped like one
    for index, (dot, _) in enumerate(dots):
        if dot <= done:
            continue
        begin, host, end = _full_host(text, dots, index, done) or _bare_host(
            text, dots, index, done
        )
        if not end:
            continue
        rest = tail.match(text, end)
        assert rest is not None  # all of it is optional
        done = rest.end()
        if not _is_host(text[host:end], done - begin):
            continue
        if begin < host:
            slug = _TCO.match(text, begin, done) if end - host == 4 else None
            if not slug:
                links.append((begin, done))
            elif len(slug[1]) <= _LONGEST_TCO_SLUG:
                links.append((begin, slug.end()))
        elif bare and (host == 0 or text[host - 1] not in "-_./"):
            hosts = _latin_hosts(text, dots[index : index + _LONGEST_HOST], host, end)
            if hosts and rest[1]:
                hosts[-1] = (hosts[-1][0], done)
            links += hosts
    return links


def _domain_dots(text: str) -> list[tuple[int, int]]:
    """The dots with a top-level domain behind them: (place of the dot, end of the domain)."""
    dots = []
    known = _ascii_domains()
    for match in _DOT.finditer(text):
        dot, end = match.span()
        word = match[1]
        # Without a word it is punycode, if it is anything.
        if end > dot + 1 if word is None else word.lower() in known:
            dots.append((dot, end))
        elif not text[end : end + 1].isascii() and (
            other := _unicode_domains().match(text, dot + 1)
        ):
            dots.append((dot, other.end()))
    return dots


@cache
def _ascii_domains() -> frozenset[str]:
    from replylint.units import tlds

    return frozenset(tlds.ASCII.split())


@cache
def _unicode_domains() -> re.Pattern[str]:
    from replylint.units import tlds

    return re.compile(f"(?:{'|'.join(tlds.UNICODE.split())})(?![0-9A-Za-z@+-])", re.IGNORECASE)


def _full_host(
    text: str, dots: list[tuple[int, int]], index: int, done: int
) -> tuple[int, int, int] | None:
    """The host that runs through `dots[index]` and has http:// or https:// before it.

    Out: where the protocol begins, where the host does and where it ends.
    """
    dot = dots[index][0]
    host = text.rfind("//", max(done, dot - _LONGEST_HOST), dot) + 2
    head = text[max(done, host - 8) : host].lower()
    begin = host - 8 if head == "https://" else host - 7 if head.endswith("http://") else -1
    if begin < 0 or (begin and (begin == done or not _START.match(text, begin))):
        return None
    end = _host_end(text, dots, index, host)
    return (begin, host, end) if end else None


def _bare_host(
    text: str, dots: list[tuple[int, int]], index: int, done: int
) -> tuple[int, int, int]:
    """The first host after `done` that runs through `dots[index]`: twice its start, and its end.

    (0, 0, 0) if there is none.
    """
    dot = dots[index][0]
    low = max(done + 1 if done else 0, dot - _LONGEST_HOST)
    low = max(low, text.rfind(" ", low, dot) + 1, text.rfind("/", low, dot) + 1)
    for gap in _BREAK.finditer(text, low, dot):
        low = gap.end()
    if low == 0 and _START.match(text, 1) and (end := _host_end(text, dots, index, 1)):
        return 1, 1, end  # X takes a first "É" for what stands before a link rather than for a part
    while start := _START.search(text, low, dot):
        if end := _host_end(text, dots, index, start.start()):
            return start.start(), start.start(), end
        # Another start in the same stretch of the label would fail for the same reason.
        low = start.end()
        while low < dot and text[low] not in "._":
            low += 1
    return 0, 0, 0


def _host_end(text: str, dots: list[tuple[int, int]], index: int, start: int) -> int:
    """The end of the longest host that starts at `start` and runs through `dots[index]`, or 0.

    Its last label before the domain has no underscore.
    """
    labels = _LABELS.match(text, start, start + _LONGEST_HOST)
    if not labels:
        return 0
    reach = labels.end()
    underscores = "_" in labels[0]
    longest = 0
    while index < len(dots) and dots[index][0] < reach:
        dot, end = dots[index]
        if not underscores or "_" not in text[max(start, text.rfind(".", start, dot)) : dot]:
            longest = end
        index += 1
    return longest


def _is_host(host: str, length: int) -> bool:
    """Whether the labels of a host, written for DNS, are short enough, and so is its link.

    `length` is that of the link as written, with its protocol if it has one, in code points.
    """
    if host.isascii():
        return length <= _LONGEST_LINK and (
            len(host) <= _LONGEST_LABEL
            or all(len(label) <= _LONGEST_LABEL for label in host.split("."))
        )
    try:
        encoded = host.encode("idna")  # IDNA 2003, RFC 3490; it checks the labels
    except UnicodeError:
        return False
    return length + len(encoded) - len(host) <= _LONGEST_LINK


def _latin_hosts(
    text: str, dots: list[tuple[int, int]], start: int, end: int
) -> list[tuple[int, int]]:
    """The parts of a bare host that X links: those in Latin script with a domain of their own."""
    hosts = []
    for run in _LATIN_HOST.finditer(text, start, end):
        ends = [stop for dot, stop in dots if run.start() < dot < run.end() and stop <= end]
        if ends:
            hosts.append((run.start(), ends[-1]))
    return hosts
