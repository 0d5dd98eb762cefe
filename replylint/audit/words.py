"""What an audit says to people, in the languages of the interface."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.i18n import DEFAULT, number

if TYPE_CHECKING:
    from collections.abc import Mapping

# A pair is a singular and a plural.
_WORDS: Mapping[str, Mapping[str, str | tuple[str, str]]] = {
    "en": {
        "columns": "Columns",
        "left-out": ("{n} row left out", "{n} rows left out"),
        "problem": ("{n} exchange", "{n} exchanges"),
        "problem.clock-skew": "the reply is dated before the message",
        "problem.reply-before-question": "the reply stands before any message of the customer",
        "problem.duplicate-id": "the id came before",
        "problem.uneven-row": "the row has fewer cells than the header",
        "problem.no-date": "a date cannot be read and was left out",
        "problem.no-channel": "the channel is none that `replylint channels` lists",
        "problem.odd-value": "a value makes no sense and was left out",
        "line": "line {lines}",
        "lines": "lines {lines}",
        "nothing": "No reply was checked.",
        "failed": ("{n} rule failed on some replies: {codes}", "{n} rules failed on some replies: {codes}"),
        "scores": "Scores",
        "spread": "median {median}, the lowest tenth at {low} or under.",
        "measured": ("{n} reply long enough to tell", "{n} replies long enough to tell"),
        "habits": "Habits",
        "share.signed": "Signed by a person",
        "share.personalised": "Greet the customer by name",
        "share.redirect_only": "Only send elsewhere",
        "share.copy_pasted": "Copy-pasted",
        "share.complaint_again": "Complaints after an earlier reply",
        "share.unanswered": "Unanswered messages",
        "share.clean": "Without a finding",
        "share.block": "Blocked",
        "share.promises": "Promises to write again, broken",
        "of": "{n} of {of}",
        "estimated": "estimated from {n}",
        "response": "First response",
        "response.all": "all",
        "response.later": "later replies",
        "response.within_hours": "in announced hours",
        "sentiment.complaint": "complaints",
        "sentiment.praise": "praise",
        "sentiment.question": "questions",
        "sentiment.other": "other messages",
        "within_1h": "within 1 h",
        "within_5min": "within 5 min",
        "median": "median",
        "mean": "mean",
        "p90": "9 in 10",
        "p95": "19 in 20",
        "covered": "{covered} of the {announced} announced hours of the week have replies; "
        "{closed} of {received} messages came outside of them.",
        "channels": "Channels",
        "agents": "Agents",
        "weekdays": "Days",
        "hours": "Hours",
        "trend": "Weeks",
        "head.key": "",
        "head.replies": "replies",
        "head.score": "score",
        "head.findings": "findings",
        "head.blocked": "blocked",
        "head.unanswered": "unanswered",
        "head.wait": "first response",
        "others": "all others",
        "unknown": "not known",
        "and-more": ("and {n} more", "and {n} more"),
        "lowest": "Lowest mean score: {day} ({day_score}), {hour} to {until} h ({hour_score})",
        "day.0": "Monday",
        "day.1": "Tuesday",
        "day.2": "Wednesday",
        "day.3": "Thursday",
        "day.4": "Friday",
        "day.5": "Saturday",
        "day.6": "Sunday",
        "findings": "Findings",
        "copies": "Sent most often, nearly word for word",
        "copies.n": ("{n} reply", "{n} replies"),
        "answers": "The same question, other answers",
        "answers.row": "row {line}",
        "share.contradicted": "Questions that got answers that differ",
        "worst": "Worst replies",
        "since": "Since {title}",
        "since.none": "Nothing has changed by more than chance would have it.",
        "since.mean": "Mean score",
        "since.median": "Median first response",
        "since.rule": "{code} {name}, in 1,000 replies",
        "better": "better",
        "worse": "worse",
        "day": "d",
    },
    "fr": {
        "columns": "Colonnes",
        "left-out": ("{n} ligne laissée de côté", "{n} lignes laissées de côté"),
        "problem": ("{n} échange", "{n} échanges"),
        "problem.clock-skew": "la réponse est datée d'avant le message",
        "problem.reply-before-question": "la réponse précède tout message du client",
        "problem.duplicate-id": "l'identifiant est déjà passé",
        "problem.uneven-row": "la ligne a moins de cellules que l'en-tête",
        "problem.no-date": "une date illisible a été ignorée",
        "problem.no-channel": "le canal n'est pas de ceux que montre `replylint channels`",
        "problem.odd-value": "une valeur qui n'a pas de sens a été ignorée",
        "line": "ligne {lines}",
        "lines": "lignes {lines}",
        "nothing": "Aucune réponse n'a été vérifiée.",
        "failed": ("{n} règle a échoué sur des réponses : {codes}",
                   "{n} règles ont échoué sur des réponses : {codes}"),
        "scores": "Notes",
        "spread": "médiane {median}, le dixième le plus bas à {low} ou moins.",
        "measured": ("{n} réponse assez longue pour juger", "{n} réponses assez longues pour juger"),
        "habits": "Habitudes",
        "share.signed": "Signées par une personne",
        "share.personalised": "Saluent le client par son nom",
        "share.redirect_only": "Renvoient seulement ailleurs",
        "share.copy_pasted": "Copiées-collées",
        "share.complaint_again": "Réclamations après une réponse",
        "share.unanswered": "Messages sans réponse",
        "share.clean": "Sans alerte",
        "share.block": "Bloquées",
        "share.promises": "Promesses de réponse non tenues",
        "of": "{n} sur {of}",
        "estimated": "estimé d'après {n}",
        "response": "Première réponse",
        "response.all": "toutes",
        "response.later": "réponses suivantes",
        "response.within_hours": "en heures annoncées",
        "sentiment.complaint": "réclamations",
        "sentiment.praise": "éloges",
        "sentiment.question": "questions",
        "sentiment.other": "autres messages",
        "within_1h": "en 1 h",
        "within_5min": "en 5 min",
        "median": "médiane",
        "mean": "moyenne",
        "p90": "9 sur 10",
        "p95": "19 sur 20",
        "covered": "{covered} des {announced} heures annoncées de la semaine ont des réponses ; "
        "{closed} messages sur {received} sont arrivés en dehors.",
        "channels": "Canaux",
        "agents": "Agents",
        "weekdays": "Jours",
        "hours": "Heures",
        "trend": "Semaines",
        "head.key": "",
        "head.replies": "réponses",
        "head.score": "note",
        "head.findings": "alertes",
        "head.blocked": "bloquées",
        "head.unanswered": "sans réponse",
        "head.wait": "première réponse",
        "others": "tous les autres",
        "unknown": "non connu",
        "and-more": ("et {n} de plus", "et {n} de plus"),
        "lowest": "Note moyenne la plus basse : {day} ({day_score}), {hour} à {until} h ({hour_score})",
        "day.0": "lundi",
        "day.1": "mardi",
        "day.2": "mercredi",
        "day.3": "jeudi",
        "day.4": "vendredi",
        "day.5": "samedi",
        "day.6": "dimanche",
        "findings": "Alertes",
        "copies": "Les plus envoyées, presque mot pour mot",
        "copies.n": ("{n} réponse", "{n} réponses"),
        "answers": "Même question, autres réponses",
        "answers.row": "ligne {line}",
        "share.contradicted": "Questions aux réponses qui se contredisent",
        "worst": "Les moins bonnes réponses",
        "since": "Depuis {title}",
        "since.none": "Rien n'a changé plus que le hasard ne le ferait.",
        "since.mean": "Note moyenne",
        "since.median": "Première réponse, médiane",
        "since.rule": "{code} {name}, pour 1\u202f000 réponses",
        "better": "mieux",
        "worse": "moins bien",
        "day": "j",
    },
}  # fmt: skip
WORDS = MappingProxyType(_WORDS)


def say(key: str, lang: str, **params: object) -> str:
    """A text, its {braces} filled. Raises KeyError where no text has that key."""
    text = WORDS.get(lang, WORDS[DEFAULT])[key]
    assert isinstance(text, str)
    return text.format(
        **{k: number(v, lang) if isinstance(v, int | float) else v for k, v in params.items()}
    )


def count(n: int, key: str, lang: str, **params: object) -> str:
    """A number with its noun; zero is singular in French."""
    text = WORDS.get(lang, WORDS[DEFAULT])[key]
    singular = n < 2 if lang == "fr" else n == 1
    return text[0 if singular else 1].format(n=number(n, lang), **params)


def problem(name: str, lang: str) -> str:
    """What is odd about an exchange; the bare name of a problem that has no words yet."""
    key = f"problem.{name}"
    return say(key, lang) if key in WORDS[DEFAULT] else name


def share(part: float | None, lang: str) -> str:
    """A share from 0 to 1 in percent; a dash where it is not known."""
    return "-" if part is None else f"{number(100 * part, lang)} %"


def duration(seconds: float | None, lang: str) -> str:
    """A time as people say it: "45 s", "12 min", "3 h 05", "2 d 4 h"."""
    if seconds is None:
        return "-"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = whole // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{number(days, lang)} {say('day', lang)}" + (f" {hours} h" if hours else "")
