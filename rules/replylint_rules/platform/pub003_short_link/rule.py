"""PUB003: a link that hides where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule
from replylint_rules.links import links_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Services that shorten anybody's links. A brand's own short domain tells whose it is, and t.co is
# put there by X itself.
_SHORTENERS = frozenset(
    "bit.ly bitly.com j.mp tinyurl.com goo.gl ow.ly buff.ly is.gd v.gd cutt.ly rb.gy shorturl.at "
    "t.ly tiny.cc tiny.one rebrand.ly bl.ink soo.gd s.id clck.ru shorte.st adf.ly short.io "
    "shorturl.asia urlz.fr urlr.me vu.fr xxi.re lc.cx minu.me miniurl.com u.to po.st dlvr.it "
    "ift.tt qr.ae snip.ly t2m.io x.gd lnk.bio shrtco.de kutt.it dub.sh tny.im cli.gs bc.vc "
    "mcaf.ee trib.al spr.ly hubs.ly hubs.la eepurl.com smarturl.it chilp.it 2.gp ouo.io".split()
)
_HOST = lazy_pattern(r"(?:https?://)?(?:www\.)?([a-z0-9.-]{3,253})")


class ShortLink(Rule):
    """A link of a public shortening service."""

    code = "PUB003"
    name = "short-link"
    options = {"allow": []}
    messages = {
        "en": {
            "default": "{phrase} hides where it leads, as links of fraudsters do",
            "default.suggestion": "Give the full link, or a short one on your own domain.",
        },
        "fr": {
            "default": "{phrase} cache où il mène, comme les liens des fraudeurs",
            "default.suggestion": "Donnez le lien complet, ou un lien court sur votre domaine.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        for start, end in links_between(doc, 0, len(doc.text)):
            match = _HOST.match(doc.folded, start, end)
            host = match[1] if match is not None else ""
            if host in _SHORTENERS and host not in self.words("allow"):
                yield Flag(start, end)
