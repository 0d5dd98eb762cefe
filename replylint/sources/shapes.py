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
    from collections.abc import Sequence

Path = tuple[str | int, ...]

_BODY_KEYS = """
    body text content response reply message answer html template comment macro_text value
    body_text body_html html_body text_body plain_body content_html content_text message_html
    comment_value comment_value_html canned_response reply_text response_text description_html
    reponse texte corps contenu mensaje respuesta texto nachricht antwort messaggio testo risposta
"""
BODY = frozenset(_BODY_KEYS.split())
SUBJECT = frozenset(
    ("subject", "objet", "betreff", "asunto", "oggetto", "email_subject", "subject_line")
)
# Never shown to a customer.
_INTERNAL_KEYS = """
    id uuid key slug code name title label notes note description category categories tags tag
    folder keywords keyword shortcut short_code shortcode url href link type kind field channel
    language lang locale author visibility brand created_at updated_at active isenabled position
    usage restriction via source version format attachments data filename file_name mime email
    status priority assignee group team scope owner icon color sharing availability replylint
    titre nom etiquette
"""
_INTERNAL = frozenset(_INTERNAL_KEYS.split())
# What a macro does; only these of its actions write to the customer.
_WRITING_ACTIONS = frozenset(
    ("comment_value", "comment_value_html", "setresponsetext", "set_response_text", "reply",
     "add_reply", "send_reply", "add_comment", "subject", "send_email", "send_message")
)  # fmt: skip
_CONTEXT = {
    "channel": ("channel", "canal"),
    "visibility": ("visibility",),
    "language": ("language", "lang", "locale", "langue"),
    "author": ("author", "auteur"),
    "brand": ("brand", "marque"),
}
_LANGUAGE = lazy_pattern(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")
_LANGUAGE_CODES = """
    ar bg ca cs cy da de el en es et eu fi fr ga gl he hi hr hu id is it ja ko lb lt lv ms mt nb nl
    nn no pl pt ro ru sk sl sq sr sv th tr uk vi zh
"""
_CODES = frozenset(_LANGUAGE_CODES.split())
# Keys and file names that are words first.
_CODES_OR_WORDS = frozenset(("hi", "id", "is", "no"))
_NAME_LANGUAGE = lazy_pattern(r"(?:.*[._-])?([a-z]{2})(?:[-_][A-Za-z]{2})?((?:\.[a-z]+){1,2})")
_WORDS = lazy_pattern(r"[^\W\d_]{2,}")
# A text under an unknown key is taken for one that people read from this many words on.
_PROSE_WORDS = 4


class Shape(NamedTuple):
    """What a text of a structured file is: "body", "subject" or "fragment", and its context."""

    part: str
    fields: dict[str, object]


def shape_of(path: Path, root: Any, text: str) -> Shape | None:
    """What the text at a path is, and what stands beside it; None where no customer reads it.

    root: the loaded value of the whole file.
    """
    if not _WORDS.search(text):
        return None
    parents = _parents(path, root)
    keys = [step.lower() for step in path if isinstance(step, str)]
    language = None
    if len(keys) > 1 and keys[-1] not in _CODES_OR_WORDS:  # {"body": {"fr": ..., "en": ...}}
        language = _code(keys[-1])
        keys = keys[:-1] if language else keys
    outer = _code(str(path[0])) if len(path) > 1 else None  # a locale file
    action = _action(parents)
    if _is_internal(parents, action) or text.startswith("channel:"):
        return None
    if action in SUBJECT and keys[-1] not in _INTERNAL:
        part: str | None = "subject"
    elif outer is not None:  # the keys of a locale file are the program's own names
        part = "subject" if keys[-1].startswith(tuple(SUBJECT)) else "fragment"
    else:
        part = _part(keys[-1] if keys else "", path, text, parents)
    if part is None:
        return None
    fields = _context(parents)
    if language or outer:
        fields.setdefault("language", language or outer)
    return Shape(part, fields)


def _part(key: str, path: Path, text: str, parents: Sequence[Any]) -> str | None:
    beside = parents[-1]
    if key in SUBJECT:
        return "subject"
    if key in BODY:
        return None if _has_twin(key, beside) else "body"
    if key in _INTERNAL or len(_WORDS.findall(text)) < _PROSE_WORDS:
        return None
    if isinstance(beside, dict) and any(not isinstance(v, str) for v in beside.values()):
        return "fragment"
    return "body"


def _has_twin(key: str, beside: Any) -> bool:
    """Whether a text stands beside it in HTML too: that is the one that is sent."""
    if not isinstance(beside, dict):
        return False
    stem = key.removesuffix("_text")
    twins = {f"{key}_html", f"{stem}_html", stem} - {key}
    return any(isinstance(beside.get(twin), str) and beside[twin].strip() for twin in twins)


def _parents(path: Path, root: Any) -> list[Any]:
    """The containers on the way to a text, the outermost first."""
    found = [root]
    for step in path[:-1]:
        try:
            found.append(found[-1][step])
        except (KeyError, IndexError, TypeError):
            break
    return found


def _code(name: str) -> str | None:
    match = _LANGUAGE.fullmatch(name)
    return match[1] if match and match[1] in _CODES else None


def language_of_name(name: str) -> str | None:
    """The language that a file's name ends with: "macros.fr.yml", "en.json"."""
    base = name.replace("\\", "/").rpartition("/")[2]
    match = _NAME_LANGUAGE.fullmatch(base)
    if match is None or match[1] not in _CODES:
        return None
    return None if match.start(1) == 0 and match[1] in _CODES_OR_WORDS else match[1]


def _action(parents: Sequence[Any]) -> str | None:
    """The name of the action of a macro that a text belongs to, in lower case."""
    for node in reversed(parents):
        if isinstance(node, dict) and ("value" in node or "arguments" in node):
            name = node.get("field", node.get("name") if "arguments" in node else None)
            if isinstance(name, str):
                return name.lower()
    return None


def _is_internal(parents: Sequence[Any], action: str | None) -> bool:
    """Whether a text stays among colleagues: it does other things, or is an internal note."""
    if action is not None and action not in _WRITING_ACTIONS:
        return True
    for node in parents:
        if isinstance(node, dict) and str(node.get("internal")).lower() == "true":
            return True
        if isinstance(node, list) and any(_turns_private(item) for item in node):
            return True
    return False


def _turns_private(action: Any) -> bool:
    """Whether an action of a Zendesk macro makes its comment an internal note."""
    return (
        isinstance(action, dict)
        and action.get("field") == "comment_mode_is_public"
        and str(action.get("value")).lower() == "false"
    )


def _context(parents: Sequence[Any]) -> dict[str, object]:
    """Channel, language, author, visibility and brand from the keys beside a text or above it."""
    fields: dict[str, object] = {}
    for node in parents:
        if not isinstance(node, dict):
            continue
        for field, names in _CONTEXT.items():
            value = next((node[n] for n in names if isinstance(node.get(n), str)), "").strip()
            if field == "language":
                match = _LANGUAGE.fullmatch(value)
                value = match[1] if match else ""
            if field == "visibility" and value not in ("public", "private"):
                continue
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
        raise ConfigError(f"{where}: fields: no part {part!r}; there are body, subject, fragment")
    steps: list[tuple[str, str]] = []
    for segment in pattern.strip().split("."):
        match = _SEGMENT.fullmatch(segment)
        if match is None or not segment:
            raise ConfigError(f"{where}: fields: cannot read {segment!r} in {source!r}")
        if match[1]:
            steps.append(("any" if match[1] == "**" else "key", match[1]))
        steps += (("item", inner) for inner in _BRACKET.findall(match[2]))
    return Field(source, part, tuple(steps))


def shape_by(fields: Sequence[Field], path: Path, root: Any) -> Shape | None:
    """What the text at a path is by the first pattern that fits it; None where none fits."""
    parents = _parents(path, root)
    part = next((field.part for field in fields if _fits(field.steps, path, parents, 0)), None)
    return Shape(part, _context(parents)) if part is not None else None


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
        good = isinstance(step, str) and name in ("*", step)
    elif not isinstance(step, int):
        return False
    elif "=" in name:
        key, _, value = name.partition("=")
        item = parents[depth][step] if depth < len(parents) else None
        good = isinstance(item, dict) and str(item.get(key.strip())) == value.strip()
    else:
        good = name in ("", "*", str(step))
    return good and _fits(rest, path, parents, depth + 1)
