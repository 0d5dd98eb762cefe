"""HUM002: humour at somebody's expense or on a touchy subject, whoever the customer is."""

from replylint.rule import PhraseRule


class RiskyHumour(PhraseRule):
    """Jokes about a group of people, a touchy subject or the customer, and plain sarcasm."""

    code = "HUM002"
    name = "risky-humour"
    messages = {
        "en": {
            "default": "“{phrase}” jokes at somebody's expense or on a touchy subject",
            "sarcasm": "“{phrase}” reads as sarcasm",
            "default.suggestion": "Leave it out: somebody will read it as meant.",
            "sarcasm.suggestion": "Say what you mean, plainly and kindly.",
        },
        "fr": {
            "default": "« {phrase} » plaisante aux dépens de quelqu'un ou sur un sujet sensible",
            "sarcasm": "« {phrase} » se lit comme un sarcasme",
            "default.suggestion": "Retirez-le : quelqu'un le prendra au sérieux.",
            "sarcasm.suggestion": "Dites simplement et aimablement ce que vous pensez.",
        },
    }
