"""TON004: dead phrases of form letters."""

from replylint.rule import PhraseRule, Severity


class CannedPhrase(PhraseRule):
    """Flags phrases that say nothing any more, each with a livelier wording where there is one."""

    code = "TON004"
    name = "canned-phrase"
    severity = Severity.INFO
    messages = {
        "en": {
            "default": "“{phrase}” is a dead phrase",
            "default.suggestion": "Say what you mean, as you would at the counter.",
        },
        "fr": {
            "default": "« {phrase} » est une formule toute faite",
            "default.suggestion": "Dites-le comme vous le diriez au comptoir.",
        },
    }
