"""The engine's own words for people, in the languages of the interface."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "en"

_SKIPPED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "needs-channel": "the channel is not known",
        "needs-visibility": "it is not known who can read the reply",
        "needs-inbound": "what the customer wrote is not known",
        "needs-author": "who signs is not known",
        "needs-brand": "the brand is not known",
        "needs-customer": "the customer's name or handle is not known",
        "needs-history": "there are no earlier replies to compare with",
        "needs-thread": "the earlier messages of the conversation are not known",
        "needs-turn": "it is not known whether this is the first reply",
        "needs-sent_at": "when the reply is sent is not known",
        "needs-received_at": "when the message came in is not known",
        "language": "it has no phrases for the language {language}",
        "failed": "the rule itself failed: {error}",
        "visibility-partly": "only card data was looked for, as it is not known who can read it",
    },
    "fr": {
        "needs-channel": "le canal n'est pas connu",
        "needs-visibility": "on ne sait pas qui peut lire la réponse",
        "needs-inbound": "le message du client n'est pas connu",
        "needs-author": "on ne sait pas qui signe",
        "needs-brand": "la marque n'est pas connue",
        "needs-customer": "le nom ou le pseudo du client n'est pas connu",
        "needs-history": "il n'y a pas de réponses précédentes à comparer",
        "needs-thread": "les messages précédents de la conversation ne sont pas connus",
        "needs-turn": "on ne sait pas si c'est la première réponse",
        "needs-sent_at": "la date d'envoi n'est pas connue",
        "needs-received_at": "la date du message reçu n'est pas connue",
        "language": "elle n'a pas de phrases pour la langue {language}",
        "failed": "la règle elle-même a échoué : {error}",
        "visibility-partly": "seules les données de carte ont été cherchées, "
        "car on ne sait pas qui peut lire la réponse",
    },
}
SKIPPED = MappingProxyType(_SKIPPED)


def skip_message(reason: str, params: Mapping[str, object], ui_lang: str) -> str:
    """Why a rule was skipped, in the language of the interface; the bare reason if unknown."""
    texts = SKIPPED.get(ui_lang, SKIPPED[DEFAULT])
    return texts.get(reason, SKIPPED[DEFAULT].get(reason, reason)).format(**params)


_COMMON: Mapping[str, Mapping[str, str]] = {
    "en": {"instead": "Rather: “{instead}”."},
    "fr": {"instead": "Plutôt : « {instead} »."},
}


def common(key: str, ui_lang: str) -> str | None:
    """A text that any rule may use by its key; None where there is none."""
    return _COMMON.get(ui_lang, _COMMON[DEFAULT]).get(key)
