"""The words that replylint itself says to people, in the languages of the interface."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "en"
# How a word is set apart.
QUOTED = MappingProxyType({"en": "“{}”", "fr": "« {} »"})

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
        "needs-languagetool": "LanguageTool is not switched on; see docs/grammar.md",
        "needs-languagetool-client": "needs language-tool-python; to get it: "
        "pip install 'replylint[languagetool]'",
        "needs-languagetool-server": "no LanguageTool answers; to start one: "
        "replylint languagetool install, then replylint languagetool start",
        "grammar-language": "this LanguageTool does not know the language {language}",
        "needs-textstat": "needs textstat; to get it: pip install 'replylint[readability]'",
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
        "needs-languagetool": "LanguageTool n'est pas activé ; voir docs/grammar.md",
        "needs-languagetool-client": "il faut language-tool-python : "
        "pip install 'replylint[languagetool]'",
        "needs-languagetool-server": "aucun LanguageTool ne répond ; pour en lancer un : "
        "replylint languagetool install, puis replylint languagetool start",
        "grammar-language": "ce LanguageTool ne connaît pas la langue {language}",
        "needs-textstat": "il faut textstat : pip install 'replylint[readability]'",
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
    "en": {"instead": "Rather: “{instead}”.", "measure.reading_ease": "Reading ease, mean"},
    "fr": {
        "instead": "Plutôt : « {instead} ».",
        "measure.reading_ease": "Facilité de lecture, moyenne",
    },
}


def common(key: str, ui_lang: str) -> str | None:
    """A text that any rule may use by its key; None where there is none."""
    return _COMMON.get(ui_lang, _COMMON[DEFAULT]).get(key)


# --- the interface -------------------------------------------------------------------------------

# A pair is a singular and a plural.
_WORDS: Mapping[str, Mapping[str, str | tuple[str, str]]] = {
    "en": {
        "colon": ":",
        "try": "try",
        "mean": "Mean score",
        "nothing": "Nothing found",
        "severity.info": "info",
        "severity.warning": "warning",
        "severity.error": "error",
        "severity.critical": "critical",
        "found.info": ("{n} info", "{n} infos"),
        "found.warning": ("{n} warning", "{n} warnings"),
        "found.error": ("{n} error", "{n} errors"),
        "found.critical": ("{n} critical", "{n} critical"),
        "outcome.send": "ready to send",
        "outcome.review": "to review",
        "outcome.block": "blocked",
        "verdict.send": ("{n} ready to send", "{n} ready to send"),
        "verdict.review": ("{n} to review", "{n} to review"),
        "verdict.block": ("{n} blocked", "{n} blocked"),
        "checked": ("{n} reply checked", "{n} replies checked"),
        "fixable": ("{n} can be fixed with --fix.", "{n} can be fixed with --fix."),
        "fixable-unsafe": (
            "{n} can be fixed with --fix --unsafe-fixes: look at it afterwards.",
            "{n} can be fixed with --fix --unsafe-fixes: look at them afterwards.",
        ),
        "fixed": ("{n} file fixed.", "{n} files fixed."),
        "would-fix": ("{n} file would be fixed.", "{n} files would be fixed."),
        "file.missing": "no such file or folder; check the path",
        "file.missing-near": "no such file; did you mean {near}?",
        "file.folder": "is a folder, not a file",
        "file.forbidden": "may not be read; give yourself permission to read it",
        "file.unreadable": "cannot be read: {reason}",
        "file.unwritable": "cannot be written: {reason}",
        "file.too-large": "holds {size} bytes, more than the limit of {limit} for one file; "
        "if that is right, raise it with --max-size",
        "file.too-large-unknown": "holds more than the limit of {limit} bytes for one file; "
        "if that is right, raise it with --max-size",
        "file.no-rows": "holds no rows",
        "file.no-text": "no reply in the row",
        "file.check-failed": "could not be checked: {kind} in replylint or a plugin",
        "file.table-form": "no table can be written as {suffix}; end the name with .csv, .parquet "
        "or .jsonl",
        "file.from-customer": "written by the customer",
        "file.line-too-long": "longer than {limit} bytes; if that is right, raise it with "
        "--max-size",
        "file.channel": "the channel is none that `replylint channels` lists",
        "file.csv": "the quotation marks do not fit: one is not closed, or stands inside a cell",
        "file.cells": "{found} cells where the header has {columns}; look for a missing quotation "
        "mark, or name the delimiter with --delimiter",
        "file.json": "not valid JSON",
        "file.json-object": "not a JSON object",
        "file.row-too-long": "a row of more than {limit} bytes; if that is right, raise it with "
        "--max-size",
        "file.header-again": "the header once more",
        "file.duplicate": "the same id and text as in an earlier row; counted once",
        "file.cut": "the file breaks off here; what came before was read",
        "file.damaged": "the file is damaged from here on; what came before was read",
        "file.damaged-zip": "the zip is damaged or cut, and its list of files stands at its end; "
        "get it again",
        "file.damaged-table": "the file is damaged or cut, and what tells where its rows are is "
        "gone; get it again",
        "file.unpacks-to-too-much": "unpacks to far more than its size; unpack it yourself if that "
        "is right",
        "file.no-side": "it does not say whether the customer or an agent wrote this",
        "file.not-a-reply": "a post, not a reply",
        "file.not-sent": "a reply that could not be sent",
        "file.internal-note": "an internal note, not a reply",
        "file.format": "is a {format} file; give CSV, JSON, JSONL, Parquet or XLSX, or these in a gz "
        "or zip",
        "file.password": "is protected by a password; unpack it first",
        "file.needs-extra": "needs {package}; to get it: pip install 'replylint[{extra}]'",
        "file.json-array": "is one JSON array; write one object a line (JSONL)",
        "file.binary": "is not a text (it holds a null byte); give files of plain text",
        "file.encoding": "is not valid {encoding} (byte {byte}); save it as UTF-8, or name its "
        "encoding, as in --encoding cp1252",
        "file.empty": "holds no reply; write one, or leave the file out",
        "file.no-replies": "no replies in this folder (looked for {suffixes}); name the files",
        "file.no-replies-here": "no replies in this file",
        "file.changed": "changed while it was being checked, so it was left alone; try again",
        "file.unencodable": "the fixes need a character that {encoding} does not have; save the "
        "file as UTF-8",
        "file.said": "{problem}",
        "init.exists": "there is a config already; --force overwrites it, --print shows another",
        "init.written": "written; look it through, then run replylint check",
        "unused-suppression": "this comment suppresses nothing",
        "unused-suppression.remedy": "Take it away.",
        "baseline-written": (
            "{n} finding is known from now on",
            "{n} findings are known from now on",
        ),
        "file.json-invalid": "is not valid JSON: {reason}",
        "file.yaml": "is not valid YAML: {reason}",
        "file.csv-quote": "a quotation mark opens here and is never closed; close it, or double it",
        "file.csv-row": "has {found} cells where the header has {wanted}; check the delimiter and quotes",
        "file.front-matter-line": "the front matter is not understood here; write `key: value`",
        "file.field-near": "the front matter has no key {field!r}; did you mean {near!r}?",
        "file.choice": "{field} must be one of: {known}",
        "file.language": "{field} must be a language code such as en or fr",
        "file.number": "{field} must be a whole number",
        "file.date": "{field} must be a date and time such as 2026-03-31T09:30+02:00",
        "file.list": "{field} must be a list: one `- ` item a line under the key",
        "file.block": "{field} runs over several lines; write `{field}: |` and indent them",
        "head.code": "Code",
        "head.rule": "Rule",
        "head.severity": "Severity",
        "head.status": "Status",
        "head.languages": "Languages",
        "head.channel": "Channel",
        "head.title": "Title",
        "head.visibility": "Read by",
        "head.limit": "Limit",
        "head.unit": "Counted in",
        "head.budget": "Words",
        "head.signed": "Signed",
        "head.findings": "Findings",
        "head.replies": "Replies",
        "head.share": "Share",
        "audit.reading": "reading",
        "audit.left": "{time} left",
        "audit.busy": "another audit is using this folder; wait for it, or name another "
        "with --checkpoint",
        "audit.stopped": "stopped; what is done is kept. To go on: {command}",
        "audit.part": "what follows is of the first {rows} rows alone",
        "audit.stopped-early": "stopped, with nothing done yet",
        "audit.stopped-lost": "stopped; standard input cannot be read again, so nothing is kept",
        "audit.anew": "nothing to go on with in {folder}: this begins at the first row",
        "audit.damaged": "what is kept in {folder} is damaged; begin anew, without --resume",
        "audit.differs": "this cannot go on where an earlier audit stopped, since not all is as it "
        "was: {names}. Make it so again, or begin anew, without --resume",
        "audit.differs.export": "the export",
        "audit.differs.replylint": "replylint or its rules",
        "audit.died": "a process died twice while it checked the {lines} of the export: there may "
        "be too little memory, or a rule of a plugin fails badly. What is done is kept; to go on: "
        "{command}",
        "audit.no-resume": "--resume: standard input cannot be read again",
        "audit.not-record": "is no record of an audit; make one with --record",
        "check.died": "a process died twice while it checked the files from {first} to {last}",
        "audit.lines": "lines {lines}",
        "head.setting": "Setting",
        "head.value": "Value",
        "head.place": "Place",
        "head.message": "Finding",
        "head.from": "From",
        "status.on": "on",
        "status.off": "off",
        "status.preview": "preview",
        "any": "any",
        "yes": "yes",
        "no": "no",
        "visibility.public": "everybody",
        "visibility.private": "customer",
        "config-file": "Config file",
        "config-none": "none",
        "config-rules": "Rules that are on",
        "none": "none",
        "unknown": "not known",
        "given": "given",
        "detected": "detected",
        "read-by.public": "read by everybody",
        "read-by.private": "read by the customer alone",
        "read-by-unknown": "not known who reads it",
        "part.greeting": "greeting",
        "part.body": "body",
        "part.signature": "signature",
        "trait.complaint": "complaint",
        "trait.upset": "upset",
        "trait.praise": "praise",
        "trait.question": "question",
        "trait.playful": "playful",
        "trait.none": "neither complaint, praise nor question",
        "gravity.none": "nothing is wrong",
        "gravity.trouble": "in trouble",
        "gravity.grave": "a grave matter",
        "inbound.unread": "not read: there are no phrases for it",
        "known.inbound": "the customer's message",
        "known.author": "author",
        "known.customer": "customer",
        "known.brand": "brand",
        "known.sent_at": "when it is sent",
        "known.received_at": "when the message came in",
        "known.turn": "which reply it is",
        "known.history": "recent replies",
        "known.thread": "the thread",
        "signed.name": "name",
        "signed.initials": "initials",
        "signed.team": "team",
        "evidence.complaint": "complaint",
        "evidence.trouble": "trouble",
        "evidence.insult": "insult",
        "evidence.grave": "grave",
        "evidence.child": "child",
        "evidence.praise": "praise",
        "evidence.applause": "applause",
        "evidence.playful": "playful",
        "evidence.question": "question",
        "evidence.resolved": "resolved",
        "evidence.reservation": "reservation",
        "evidence.sad": "sad",
        "data.card": "card",
        "data.bank_account": "bank account",
        "data.email": "e-mail",
        "data.phone": "phone",
        "data.address": "address",
        "data.date_of_birth": "date of birth",
        "data.reference": "reference",
        "data.id_document": "identity document",
        "data.vehicle_plate": "number plate",
        "data.secret": "secret",
        "explain.language": "Language",
        "explain.channel": "Channel",
        "explain.known": "Known besides",
        "explain.parts": "Parts",
        "explain.inbound": "Customer wrote",
        "explain.not-prose": "Not prose",
        "explain.quotes": "Quoted",
        "explain.personal-data": "Personal data",
        "explain.rules-run": "Rules applied",
        "explain.rules-skipped": "Rules skipped",
        "explain.score": "Score",
        "bug": "internal error ({kind}); this is a fault of replylint or of a plugin. "
        "Run again with REPLYLINT_DEBUG=1 to see where (no reply text is shown)",
        "stopped": "stopped",
        "plugin-broken": "the plugin {name} could not be used and was left out: {error}",
        "rule-failed": "the rule {code} failed on this reply ({error}); the others still ran. "
        "REPLYLINT_DEBUG=1 shows where; --ignore {code} goes without it",
    },
    "fr": {
        "colon": " :",
        "try": "plutôt",
        "mean": "Score moyen",
        "nothing": "Rien à signaler",
        "severity.info": "info",
        "severity.warning": "avertissement",
        "severity.error": "erreur",
        "severity.critical": "critique",
        "found.info": ("{n} info", "{n} infos"),
        "found.warning": ("{n} avertissement", "{n} avertissements"),
        "found.error": ("{n} erreur", "{n} erreurs"),
        "found.critical": ("{n} critique", "{n} critiques"),
        "outcome.send": "prête à partir",
        "outcome.review": "à revoir",
        "outcome.block": "bloquée",
        "verdict.send": ("{n} prête à partir", "{n} prêtes à partir"),
        "verdict.review": ("{n} à revoir", "{n} à revoir"),
        "verdict.block": ("{n} bloquée", "{n} bloquées"),
        "checked": ("{n} réponse vérifiée", "{n} réponses vérifiées"),
        "fixable": ("{n} se corrige avec --fix.", "{n} se corrigent avec --fix."),
        "fixable-unsafe": (
            "{n} se corrige avec --fix --unsafe-fixes : relisez ensuite.",
            "{n} se corrigent avec --fix --unsafe-fixes : relisez ensuite.",
        ),
        "fixed": ("{n} fichier corrigé.", "{n} fichiers corrigés."),
        "would-fix": ("{n} fichier serait corrigé.", "{n} fichiers seraient corrigés."),
        "file.missing": "aucun fichier ni dossier de ce nom ; vérifiez le chemin",
        "file.missing-near": "aucun fichier de ce nom ; vouliez-vous dire {near} ?",
        "file.folder": "est un dossier, pas un fichier",
        "file.forbidden": "lecture interdite ; donnez-vous le droit de le lire",
        "file.unreadable": "ne peut pas être lu : {reason}",
        "file.unwritable": "ne peut pas être écrit : {reason}",
        "file.too-large": "contient {size} octets, plus que la limite de {limit} par fichier ; "
        "si c'est voulu, relevez-la avec --max-size",
        "file.too-large-unknown": "dépasse la limite de {limit} octets par fichier ; "
        "si c'est voulu, relevez-la avec --max-size",
        "file.no-rows": "ne contient pas de lignes",
        "file.no-text": "pas de réponse dans la ligne",
        "file.check-failed": "n'a pas pu être vérifié : {kind} dans replylint ou une extension",
        "file.table-form": "aucune table ne s'écrit en {suffix} ; terminez le nom par .csv, "
        ".parquet ou .jsonl",
        "file.from-customer": "écrit par le client",
        "file.line-too-long": "plus de {limit} octets ; si c'est voulu, relevez avec --max-size",
        "file.channel": "le canal n'est pas de ceux que montre `replylint channels`",
        "file.csv": "les guillemets ne vont pas : l'un n'est pas fermé, ou se trouve dans une case",
        "file.cells": "{found} cases là où l'en-tête en a {columns} ; cherchez un guillemet "
        "oublié, ou indiquez le séparateur avec --delimiter",
        "file.json": "JSON non valide",
        "file.json-object": "n'est pas un objet JSON",
        "file.row-too-long": "une ligne de plus de {limit} octets ; si c'est voulu, relevez avec "
        "--max-size",
        "file.header-again": "l'en-tête encore une fois",
        "file.duplicate": "le même identifiant et le même texte que plus haut ; compté une fois",
        "file.cut": "le fichier s'arrête net ici ; ce qui précède a été lu",
        "file.damaged": "le fichier est abîmé à partir d'ici ; ce qui précède a été lu",
        "file.damaged-zip": "le zip est abîmé ou coupé, et la liste de ses fichiers est à la fin ; "
        "reprenez-le à la source",
        "file.damaged-table": "le fichier est abîmé ou coupé, et ce qui dit où sont ses lignes est "
        "perdu ; reprenez-le à la source",
        "file.unpacks-to-too-much": "se décompresse en bien plus que sa taille ; décompressez-le "
        "vous-même si c'est voulu",
        "file.no-side": "rien ne dit si le client ou un agent a écrit ceci",
        "file.not-a-reply": "une publication, pas une réponse",
        "file.not-sent": "une réponse qui n'a pas pu partir",
        "file.internal-note": "une note interne, pas une réponse",
        "file.format": "est un fichier {format} ; donnez du CSV, JSON, JSONL, Parquet ou XLSX, ou "
        "ceux-ci dans un gz ou un zip",
        "file.password": "est protégé par un mot de passe ; décompressez-le d'abord",
        "file.needs-extra": "il faut {package} : pip install 'replylint[{extra}]'",
        "file.json-array": "est un tableau JSON ; écrivez un objet par ligne (JSONL)",
        "file.binary": "n'est pas un texte (il contient un octet nul) ; donnez des fichiers texte",
        "file.encoding": "n'est pas en {encoding} (octet {byte}) ; enregistrez-le en UTF-8, ou "
        "indiquez son encodage, par exemple --encoding cp1252",
        "file.empty": "ne contient pas de réponse ; écrivez-en une, ou laissez ce fichier de côté",
        "file.no-replies": "pas de réponses dans ce dossier (cherché : {suffixes}) ; "
        "nommez les fichiers",
        "file.no-replies-here": "pas de réponses dans ce fichier",
        "file.changed": "a changé pendant la vérification et n'a pas été touché ; recommencez",
        "file.unencodable": "les corrections demandent un caractère que {encoding} n'a pas ; "
        "enregistrez le fichier en UTF-8",
        "file.said": "{problem}",
        "init.exists": "il y a déjà une configuration ; --force l'écrase, --print en montre une autre",
        "init.written": "écrit ; relisez-le, puis lancez replylint check",
        "unused-suppression": "ce commentaire ne fait taire aucune règle",
        "unused-suppression.remedy": "Supprimez-le.",
        "baseline-written": (
            "{n} constat est désormais connu",
            "{n} constats sont désormais connus",
        ),
        "file.json-invalid": "n'est pas du JSON valide : {reason}",
        "file.yaml": "n'est pas du YAML valide : {reason}",
        "file.csv-quote": "un guillemet s'ouvre ici et n'est jamais fermé ; fermez-le ou doublez-le",
        "file.csv-row": "a {found} cellules là où l'en-tête en a {wanted} ; vérifiez le séparateur et les guillemets",
        "file.front-matter-line": "l'en-tête n'est pas compris ici ; écrivez `clé: valeur`",
        "file.field-near": "l'en-tête ne connaît pas la clé {field!r} ; "
        "vouliez-vous dire {near!r} ?",
        "file.choice": "{field} doit être l'un de : {known}",
        "file.language": "{field} doit être un code de langue comme fr ou en",
        "file.number": "{field} doit être un nombre entier",
        "file.date": "{field} doit être une date et une heure comme 2026-03-31T09:30+02:00",
        "file.list": "{field} doit être une liste : un élément `- ` par ligne sous la clé",
        "file.block": "{field} tient sur plusieurs lignes ; écrivez `{field}: |` et décalez-les",
        "head.code": "Code",
        "head.rule": "Règle",
        "head.severity": "Gravité",
        "head.status": "État",
        "head.languages": "Langues",
        "head.channel": "Canal",
        "head.title": "Titre",
        "head.visibility": "Lu par",
        "head.limit": "Limite",
        "head.unit": "Compté en",
        "head.budget": "Mots",
        "head.signed": "Signé",
        "head.findings": "Alertes",
        "head.replies": "Réponses",
        "head.share": "Part",
        "audit.reading": "lecture",
        "audit.left": "encore {time}",
        "audit.busy": "un autre audit se sert de ce dossier ; attendez-le, ou donnez-en un autre "
        "avec --checkpoint",
        "audit.stopped": "arrêté ; ce qui est fait est gardé. Pour continuer : {command}",
        "audit.part": "ce qui suit ne porte que sur les {rows} premières lignes",
        "audit.stopped-early": "arrêté avant d'avoir rien fait",
        "audit.stopped-lost": "arrêté ; l'entrée standard ne peut pas être relue, rien n'est gardé",
        "audit.anew": "rien à continuer dans {folder} : on commence à la première ligne",
        "audit.damaged": "ce qui est gardé dans {folder} est abîmé ; recommencez, sans --resume",
        "audit.differs": "impossible de continuer un audit arrêté, car tout n'est plus comme "
        "alors : {names}. Rétablissez-le, ou recommencez, sans --resume",
        "audit.differs.export": "l'export",
        "audit.differs.replylint": "replylint ou ses règles",
        "audit.died": "un processus est mort deux fois en vérifiant les {lines} de l'export : la "
        "mémoire manque peut-être, ou une règle d'une extension échoue gravement. Ce qui est fait "
        "est gardé ; pour continuer : {command}",
        "audit.no-resume": "--resume : l'entrée standard ne peut pas être relue",
        "audit.not-record": "n'est pas le relevé d'un audit ; faites-en un avec --record",
        "check.died": "un processus est mort deux fois en vérifiant les fichiers de {first} à {last}",
        "audit.lines": "lignes {lines}",
        "head.setting": "Réglage",
        "head.value": "Valeur",
        "head.place": "Endroit",
        "head.message": "Constat",
        "head.from": "Origine",
        "status.on": "active",
        "status.off": "inactive",
        "status.preview": "à l'essai",
        "any": "toutes",
        "yes": "oui",
        "no": "non",
        "visibility.public": "tous",
        "visibility.private": "le client",
        "config-file": "Fichier de configuration",
        "config-none": "aucun",
        "config-rules": "Règles actives",
        "none": "aucun",
        "unknown": "inconnu",
        "given": "indiquée",
        "detected": "détectée",
        "read-by.public": "lu par tous",
        "read-by.private": "lu par le client seul",
        "read-by-unknown": "on ne sait pas qui le lit",
        "part.greeting": "salutation",
        "part.body": "corps",
        "part.signature": "signature",
        "trait.complaint": "plainte",
        "trait.upset": "énervé",
        "trait.praise": "compliment",
        "trait.question": "question",
        "trait.playful": "d'humeur joueuse",
        "trait.none": "ni plainte, ni compliment, ni question",
        "gravity.none": "rien de fâcheux",
        "gravity.trouble": "dans l'embarras",
        "gravity.grave": "affaire grave",
        "inbound.unread": "pas lu : il n'y a pas de phrases pour cette langue",
        "known.inbound": "le message du client",
        "known.author": "l'auteur",
        "known.customer": "le client",
        "known.brand": "la marque",
        "known.sent_at": "la date d'envoi",
        "known.received_at": "la date du message reçu",
        "known.turn": "le rang de la réponse",
        "known.history": "des réponses récentes",
        "known.thread": "le fil",
        "signed.name": "prénom",
        "signed.initials": "initiales",
        "signed.team": "équipe",
        "evidence.complaint": "plainte",
        "evidence.trouble": "ennui",
        "evidence.insult": "insulte",
        "evidence.grave": "grave",
        "evidence.child": "enfant",
        "evidence.praise": "compliment",
        "evidence.applause": "applaudissement",
        "evidence.playful": "jeu",
        "evidence.question": "question",
        "evidence.resolved": "résolu",
        "evidence.reservation": "réserve",
        "evidence.sad": "triste",
        "data.card": "carte",
        "data.bank_account": "compte bancaire",
        "data.email": "e-mail",
        "data.phone": "téléphone",
        "data.address": "adresse",
        "data.date_of_birth": "date de naissance",
        "data.reference": "référence",
        "data.id_document": "pièce d'identité",
        "data.vehicle_plate": "plaque d'immatriculation",
        "data.secret": "secret",
        "explain.language": "Langue",
        "explain.channel": "Canal",
        "explain.known": "Connu en plus",
        "explain.parts": "Parties",
        "explain.inbound": "Le client écrit",
        "explain.not-prose": "Hors du texte",
        "explain.quotes": "Entre guillemets",
        "explain.personal-data": "Données personnelles",
        "explain.rules-run": "Règles appliquées",
        "explain.rules-skipped": "Règles écartées",
        "explain.score": "Note",
        "bug": "erreur interne ({kind}) : c'est un défaut de replylint ou d'une extension. "
        "Relancez avec REPLYLINT_DEBUG=1 pour voir où (sans le texte des réponses)",
        "stopped": "arrêté",
        "plugin-broken": "l'extension {name} n'a pas pu servir et a été laissée de côté : {error}",
        "rule-failed": "la règle {code} a échoué sur cette réponse ({error}) ; les autres ont été "
        "appliquées. REPLYLINT_DEBUG=1 montre où ; --ignore {code} s'en passe",
    },
}
WORDS = MappingProxyType(_WORDS)


def say(key: str, ui_lang: str, **params: object) -> str:
    """A text of the interface, its {braces} filled. Raises KeyError where no text has that key."""
    text = WORDS.get(ui_lang, WORDS[DEFAULT])[key]
    assert isinstance(text, str)
    if not params:
        return text
    return text.format(
        **{k: number(v, ui_lang) if isinstance(v, int | float) else v for k, v in params.items()}
    )


def count(n: int, key: str, ui_lang: str) -> str:
    """A number with its noun: "1 reply", "2 replies"; zero is singular in French."""
    text = WORDS.get(ui_lang, WORDS[DEFAULT])[key]
    singular = n < 2 if ui_lang == "fr" else n == 1
    return text[0 if singular else 1].format(n=number(n, ui_lang))


def number(value: float, ui_lang: str) -> str:
    """A number as people write it: 12,345.5 in English, 12 345,5 in French."""
    text = f"{value:,.1f}".removesuffix(".0")
    if ui_lang == "fr":
        return text.replace(",", "\u202f").replace(".", ",")
    return text


def from_locale(environment: Mapping[str, str]) -> str:
    """The language of the interface that the locale asks for; English where it has none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            code = value[:2].lower()
            return code if code in WORDS and not value[2:3].isalpha() else DEFAULT
    return DEFAULT
