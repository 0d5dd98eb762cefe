"""TPL005: a template has a field that its tool does not know, or that may stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.document import Document
    from replylint.placeholders import Placeholder
    from replylint.placeholders.dialects import Dialect

# Shapes that any template may have beside its tool's own: they are left for a person.
_BY_HAND = frozenset(("brackets", "angle", "dashes", "broken"))
# What a customer may not have given.
_OFTEN_EMPTY = ("name", "firstname", "nom", "prenom", "company")


class UnknownVariable(Rule):
    """Fields of another tool, misspelt fields, and names without a fallback."""

    code = "TPL005"
    name = "unknown-variable"
    kinds = ("template",)
    options = {"dialect": "", "fallbacks": True, "variables": ()}
    messages = {
        "en": {
            "default": "{dialect} has no field “{variable}”",
            "default.suggestion": "Look the name up in {dialect}: it would be sent as it stands, "
            "or leave a gap.",
            "near": "{dialect} has no field “{variable}”",
            "near.suggestion": "Did you mean “{near}”?",
            "foreign": "“{phrase}” is not how {dialect} writes its fields, like the rest of this "
            "template",
            "foreign.suggestion": "Write it as {dialect} does, or it is sent as it stands.",
            "other": "“{variable}” is not among the variables of the config",
            "other.suggestion": "Use one of them, or add it to the list.",
            "fallback": "“{phrase}” leaves a gap where the customer gave none",
            "fallback.suggestion": "Give a fallback: {instead}",
        },
        "fr": {
            "default": "{dialect} n'a pas de champ « {variable} »",
            "default.suggestion": "Cherchez son nom dans {dialect} : il partirait tel quel, ou "
            "laisserait un trou.",
            "near": "{dialect} n'a pas de champ « {variable} »",
            "near.suggestion": "Vouliez-vous dire « {near} » ?",
            "foreign": "« {phrase} » n'est pas écrit comme {dialect} écrit ses champs, ni comme "
            "le reste du modèle",
            "foreign.suggestion": "Écrivez-le comme {dialect}, sinon il part tel quel.",
            "other": "« {variable} » n'est pas parmi les variables de la configuration",
            "other.suggestion": "Prenez l'une d'elles, ou ajoutez-la à la liste.",
            "fallback": "« {phrase} » laisse un trou quand le client ne l'a pas donné",
            "fallback.suggestion": "Donnez une valeur de repli : {instead}",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        fields = [field for field in doc.placeholders if field.is_value]
        if not fields:
            return
        dialect = self._dialect(fields)
        allowed = self._allowed()
        for field in fields:
            flag = _outside(field, allowed) if allowed else None
            if flag is None and dialect is not None:
                flag = _judge(field, dialect, named=not allowed)
            if flag is not None:
                yield flag
            elif dialect and self.flag_option("fallbacks") and _may_be_empty(field, dialect):
                params: dict[str, object] = {"instead": dialect.fallback.format(field.variable)}
                yield Flag(field.start, field.end, "fallback", params)

    def _allowed(self) -> tuple[str, ...]:
        """The variables that the config allows; none given, the tool's own count."""
        listed = self.settings["variables"]
        return tuple(map(str, listed)) if isinstance(listed, list | tuple) else ()

    def _dialect(self, fields: Sequence[Placeholder]) -> Dialect | None:
        """The dialect of the option, or the one that the fields speak."""
        from replylint.placeholders.dialects import BY_NAME, detect

        wanted = str(self.settings["dialect"])
        return BY_NAME.get(wanted.lower().replace(" ", "_")) if wanted else detect(fields)


def _outside(field: Placeholder, allowed: Sequence[str]) -> Flag | None:
    """The flag of a field that the config does not list; "order.*" lists all that begin so."""
    name = field.variable
    if field.shape in _BY_HAND or any(
        name == one or (one.endswith("*") and name.startswith(one[:-1])) for one in allowed
    ):
        return None
    from difflib import get_close_matches

    near = get_close_matches(name, [one for one in allowed if "*" not in one], 1, cutoff=0.8)
    params: dict[str, object] = {"variable": name}
    if near:
        params["near"] = near[0]
        return Flag(field.start, field.end, "other", params, suggestion="near.suggestion")
    return Flag(field.start, field.end, "other", params)


def _judge(field: Placeholder, dialect: Dialect, *, named: bool) -> Flag | None:
    """The flag of a field that the dialect cannot fill.

    named: whether it is told for its name too, where the dialect has none such.
    """
    params: dict[str, object] = {"dialect": dialect.title, "variable": field.variable}
    if field.shape not in dialect.shapes:
        foreign = field.shape not in _BY_HAND
        return Flag(field.start, field.end, "foreign", params) if foreign else None
    if not named or not dialect.variables or dialect.knows(field.variable):
        return None
    from difflib import get_close_matches

    near = get_close_matches(field.variable, dialect.variables, 1, cutoff=0.8)
    if near:
        return Flag(field.start, field.end, "near", {**params, "near": near[0]})
    return Flag(field.start, field.end, params=params) if dialect.has_root(field.variable) else None


def _may_be_empty(field: Placeholder, dialect: Dialect) -> bool:
    from replylint.reading import fold

    if not dialect.fallback or field.has_fallback or field.shape not in dialect.shapes:
        return False
    owner, _, name = fold(field.variable).replace("=", ".").rpartition(".")
    of_agent = owner.endswith(("agent", "user", "teammate", "author", "owner", "sender"))
    return not of_agent and name.replace("_", "").endswith(_OFTEN_EMPTY)
