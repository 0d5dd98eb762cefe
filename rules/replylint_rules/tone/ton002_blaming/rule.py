"""TON002: the reply blames the customer."""

from replylint.rule import PhraseRule


class Blaming(PhraseRule):
    """Phrases that put the fault on the customer."""

    code = "TON002"
    name = "blaming"
    messages = {
        "en": {
            "default": "“{phrase}” blames the customer",
            "default.suggestion": "Say what you will do now; if they can avoid it next time, offer it as a tip.",
        },
        "fr": {
            "default": "« {phrase} » rejette la faute sur le client",
            "default.suggestion": "Dites ce que vous faites maintenant ; un conseil pour la suite passe mieux qu'un reproche.",
        },
    }
