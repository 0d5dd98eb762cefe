"""Which texts of a structured file are replies: by known shapes, or as the config says.

Helpdesks export their macros in shapes of their own, but they agree on names: the text stands under
`body`, `content`, `comment_value_html`, ..., its internal name under `title` or `label`. So a shape
here is a set of keys; what its value is (a reply, a subject line, a note to colleagues) follows
from the last key of its path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.errors import ConfigError
from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Path = tuple[str | int, ...]

BODY = frozenset(
    "body text content response reply message answer html template comment macro_text value "
    "body_text body_html html_body text_body plain_body content_html content_text message_html "
    "comment_value comment_value_html canned_response reply_text response_text description_html "
    "reponse texte corps contenu mensaje respuesta texto nachricht antwort messaggio testo "
    "risposta".split()
)
SUBJECT = frozenset("subject objet betreff asunto oggetto email_subject subject_line".split())
# Never shown to a customer.
INTERNAL = frozenset(
    "id uuid key slug code name title label notes note description category categories tags tag "
    "folder keywords keyword shortcut short_code shortcode url href link type kind field channel "
    "language lang locale author visibility brand created_at updated_at active isenabled position "
    "usage restriction via source version format attachments data filename file_name mime email "
    "status priority assignee group team scope owner icon color sharing availability "
    "titre nom etiquette".split()
)
# What a macro does; only these of its actions write to the customer.
_WRITING_ACTIONS = frozenset(
    "comment_value comment_value_html setresponsetext set_response_text reply add_reply send_reply "
    "add_comment subject send_email send_message".split()
)
_CONTEXT = {
    "channel": ("channel", "canal"),
    "visibility": ("visibility",),
    "language": ("language", "lang", "locale", "langue"),
    "author": ("author", "auteur"),
    "brand": ("brand", "marque"),
}
_LANGUAGE = lazy_pattern(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")
_WORDS = lazy_pattern(r"[^\W\d_]{2,}")
# A text under an unknown key is taken for one that people read from this many words on.
_PROSE_WORDS = 4


class Shape(NamedTuple):
    """What a text of a structured file is: "body", "subject" or "fragment", and its context."""

    part: str
    fields: Mapping[str, object]


def shape_of(path: Path, root: Any, text: str) -> Shape | None:
    """What the text at a path is, and what stands beside it; None where no customer reads it.

    root: the loaded value of the whole file.
    """
    parents = _parents(path, root)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "").lower()
    language = _language_key(path)
    if _is_other_action(parents):
        return None
    part = _part(key, path, text, parents, localised=language is not None)
    if part is None:
        return None
    fields = _context(parents)
    if language is not None:
        fields.setdefault("language", language)
    return Shape(part, fields)


def _part(
    key: str, path: Path, text: str, parents: Sequence[Any], *, localised: bool
) -> str | None:
    if not _WORDS.search(text):
        return None
    if localised:  # the keys of a locale file are the program's own names
        return "subject" if key in SUBJECT or key.startswith("subject") else "fragment"
    if key in SUBJECT:
        return "subject"
    if key in BODY:
        return "body"
    if isinstance(path[-1], int) and key == "value":
        return "body"
    if key in INTERNAL:
        return None
    enough = len(_WORDS.findall(text)) >= _PROSE_WORDS
    if isinstance(parents[-1], list) or all(isinstance(v, str) for v in _values(parents[-1])):
        return "body" if enough else None
    return "fragment" if enough else None


def _values(node: Any) -> list[Any]:
    return list(node.values()) if isinstance(node, dict) else []


def _parents(path: Path, root: Any) -> list[Any]:
    """The containers on the way to a text, the outermost first."""
    found = [root]
    for step in path[:-1]:
        try:
            found.append(found[-1][step])
        except (KeyError, IndexError, TypeError):
            break
    return found


def _language_key(path: Path) -> str | None:
    """The language of a locale file, whose outermost key is its code."""
    first = path[0] if path else None
    if not isinstance(first, str) or len(path) < 2:
        return None
    match = _LANGUAGE.fullmatch(first)
    return match[1] if match and match[1] in _CODES else None


_CODES = frozenset(
    "ar bg ca cs cy da de el en es et eu fi fr ga gl he hi hr hu id is it ja ko lb lt lv ms mt nb nl "
    "nn no pl pt ro ru sk sl sq sr sv th tr uk vi zh".split()
)


def _is_other_action(parents: Sequence[Any]) -> bool:
    """Whether a text belongs to an action of a macro that does not write to the customer."""
    for node in parents:
        if isinstance(node, dict):
            name = node.get("field", node.get("name") if "arguments" in node else None)
            known = "value" in node or "arguments" in node
            if isinstance(name, str) and known and name.lower() not in _WRITING_ACTIONS:
                return True
    return False


def _context(parents: Sequence[Any]) -> dict[str, object]:
    """Channel, language, author and visibility from the keys beside a text or above it."""
    fields: dict[str, object] = {}
    for node in parents:
        if not isinstance(node, dict):
            continue
        for field, names in _CONTEXT.items():
            value = next((node[n] for n in names if isinstance(node.get(n), str)), None)
            if value is None:
                continue
            if field == "language":
                match = _LANGUAGE.fullmatch(value.strip())
                value = match[1] if match else None
            if field == "visibility" and value not in ("public", "private"):
                value = None
            if value:
                fields[field] = value
    return fields


# --- patterns of the config -----------------------------------------------------------------------

_SEGMENT = lazy_pattern(r"(\*\*|\*|[^\[\].]*)((?:\[[^\[\]]*\])*)")
_BRACKET = lazy_pattern(r"\[([^\[\]]*)\]")


class Field(NamedTuple):
    """A pattern of the config's `fields`, compiled: what to look for at each step of a path."""

    source: str
    part: str
    steps: tuple[tuple[str, str], ...]


def parse_field(source: str, where: str) -> Field:
    """Read a pattern such as `macros[].actions[field=comment_value].value` or `**.body`.

    `*` is any key, `**` any number of steps, `[]` any item, `[3]` one item, `[key=value]` the
    items whose key has that value. `subject:` or `fragment:` before it says what the text is.
    Raises ConfigError.
    """
    part, colon, pattern = source.partition(":")
    if not colon:
        part, pattern = "body", source
    if part not in ("body", "subject", "fragment"):
        raise ConfigError(f"{where}: fields: {part!r} is no part; there are body, subject, fragment")
    steps: list[tuple[str, str]] = []
    for segment in pattern.strip().split("."):
        match = _SEGMENT.fullmatch(segment)
        if match is None or not segment:
            raise ConfigError(f"{where}: fields: cannot read {segment!r} in {source!r}")
        if match[1]:
            steps.append(("any" if match[1] == "**" else "key", match[1]))
        steps += (("item", inner) for inner in _BRACKET.findall(match[2]))
    return Field(source, part, tuple(steps))


def field_for(fields: Sequence[Field], path: Path, root: Any) -> Field | None:
    """The first pattern that fits a path."""
    parents = _parents(path, root)
    return next((field for field in fields if _fits(field.steps, path, parents, 0)), None)


def shape_by(fields: Sequence[Field], path: Path, root: Any) -> Shape | None:
    """What the text at a path is by the config's patterns; None where none fits."""
    found = field_for(fields, path, root)
    return Shape(found.part, _context(_parents(path, root))) if found is not None else None


def _fits(
    steps: tuple[tuple[str, str], ...], path: Path, parents: Sequence[Any], depth: int
) -> bool:
    if not steps:
        return depth == len(path)
    (kind, name), rest = steps[0], steps[1:]
    if kind == "any":
        return any(_fits(rest, path, parents, d) for d in range(depth, len(path) + 1))
    if depth >= len(path):
        return False
    step = path[depth]
    if kind == "key":
        return isinstance(step, str) and name in ("*", step) and _fits(rest, path, parents, depth + 1)
    if not isinstance(step, int):
        return False
    if "=" in name:
        key, _, value = name.partition("=")
        item = parents[depth][step] if depth < len(parents) else None
        good = isinstance(item, dict) and str(item.get(key.strip())) == value.strip()
    else:
        good = name in ("", "*", str(step))
    return good and _fits(rest, path, parents, depth + 1)
