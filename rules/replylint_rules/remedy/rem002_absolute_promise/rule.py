"""REM002: the reply promises what nobody can."""

from replylint.rule import PhraseRule


class AbsolutePromise(PhraseRule):
    """Guarantees without a limit: "this will never happen again"."""

    code = "REM002"
    name = "absolute-promise"
    preview = True
    messages = {
        "en": {
            "default": "“{phrase}” promises what nobody can",
            "default.suggestion": "Promise what you will do yourself, and by when.",
        },
        "fr": {
            "default": "« {phrase} » promet ce que personne ne peut tenir",
            "default.suggestion": "Promettez ce que vous ferez vous-même, et pour quand.",
        },
    }
