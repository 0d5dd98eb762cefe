"""Tells the name of a field from prose, for the shapes that both are written in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["is_field", "names_field"]

# Words, folded, of which one is enough to make a name the name of a field.
_WHO = """
    name names firstname fname lastname lname surname forename fullname nickname username user nom
    noms prenom prenoms pseudo pseudonyme identifiant login handle initials initiales signature
    customer client cliente clientname guest invite member membre adherent adherente patient
    patiente passenger passager passagere recipient destinataire contact agent conseiller
    conseillere advisor adviser representative technician technicien technicienne engineer driver
    livreur manager responsable salutation civilite title titre
"""
_WHAT = """
    order commande reference ref refs number num numero ticket case dossier booking reservation
    invoice facture account compte contract contrat policy parcel package colis tracking suivi
    product produit item article model modele brand marque company societe entreprise enseigne
    store magasin shop boutique branch agence hotel flight vol seat room chambre forfait
    department departement
"""
_HOW_MUCH_WHEN_WHERE = """
    date day days jour jours month mois year annee time heure heures hour hours horaire horaires
    delay delai deadline duration duree amount montant price prix total sum somme discount remise
    reduction code coupon promo percentage pourcentage quantity quantite link lien url website site
    email mail phone telephone tel mobile address adresse city ville town street rue postcode zip
    country pays region location lieu venue event instructor
    teacher trainer host speaker officer stylist clinician course workshop plan tariff tarif tarifs rate holiday
    slot eta attachment reason motif issue probleme subject sujet objet
"""
_FILL = """
    personnaliser personalise personalize coller paste choose choisir insert inserer insertion
    add ajouter complete completer remplir fill
"""
_TO_DO = f"""
    {_FILL} xx xxx xxxx phrase formule empathie empathy apology excuse excuses personnalisation
    greeting closing emoji smiley copier reponse response answer texte text completed applicable
    optional facultatif placeholder variable field champ value valeur tbc tbd todo
"""
# What a note between brackets begins with: "[Adapt to the review: noise, wait]".
_ORDERS = f"""
    {_FILL} adapt adapter tailor customise customize mention mentionner explain expliquer
    describe decrire specify preciser indicate indiquer apologise apologize offer proposer pick
    select selectionner replace remplacer reformulate reformuler reword rephrase rappeler citer
    delete supprimer remove retirer verify verifier renseigner acknowledge empathise empathize
    thank remercier give donner put mettre
"""
# The same in Spanish, German and Italian, where it is another word.
_OTHER_LANGUAGES = """
    nombre nombres apellido apellidos cliente clienta usuario usuaria firma iniciales agente asesor
    asesora pedido reserva factura cuenta contrato expediente incidencia envio paquete producto
    marca empresa tienda fecha dia mes hora horario plazo importe precio descuento codigo enlace
    correo telefono movil direccion ciudad calle pais motivo asunto
    vorname nachname kundenname kunde kundin benutzername anrede titel unterschrift mitarbeiter
    mitarbeiterin berater beraterin bestellung bestellnummer kundennummer rechnungsnummer
    auftragsnummer sendungsnummer vorgangsnummer buchungsnummer nummer rechnung konto vertrag
    sendung paket artikel marke firma filiale datum tag monat jahr uhrzeit betrag preis rabatt
    telefonnummer adresse anschrift stadt ort strasse plz land grund betreff
    nome cognome utente operatore operatrice consulente iniziali ordine prenotazione fattura conto
    contratto pratica spedizione pacco prodotto azienda negozio giorno mese ora orario importo
    prezzo sconto codice telefono cellulare indirizzo citta via paese motivo oggetto
"""
# HTML elements, and those whose names are fields' names as well.
_ELEMENTS = """
    a abbr acronym article aside audio b base big blockquote body br button canvas caption center
    cite code col dd del details dfn div dl dt em fieldset figcaption figure font footer form frame
    h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd li main map mark meta nav ol
    option p picture pre q s samp script section select small source span strike strong style sub
    summary sup svg table tbody td textarea tfoot th thead tr tt u ul var video wbr
"""
_ELEMENTS_OR_FIELDS = ("title", "link", "address", "time", "label", "data", "object", "output")
# Variables of Windows, written %LIKE_THIS%.
_SYSTEM = """
    appdata localappdata temp tmp userprofile programfiles programdata windir systemroot path
    homepath homedrive username computername public comspec allusersprofile
"""
# Labels at the head of a message: "[INFO] ...", "[Update] ...".
_LABELS = """
    info infos update updated mise maj alert alerte resolved resolu travaux trafic traffic incident
    news actu actus faq video photo rappel reminder important urgent annonce reponse response
"""

_WORD = lazy_pattern(r"[^\W\d_]+|\d+")
_CAMEL = lazy_pattern(r"(?<=[a-z])(?=[A-Z])")
_LABEL = lazy_pattern(r"(?:^|\n)[ \t]{0,8}$")
# What is pressed or opened on a screen is often shown in brackets.
_SCREEN = lazy_pattern(
    r"(?:clique\w{0,3}|appuye\w{0,2}|choisi\w{0,5}|selectionne\w{0,2}|ouvre\w{0,2}|bouton|touche|"
    r"onglet|rubrique|menu|icone|page|case|champ|click|tap|press|hit|select|choose|open|button|"
    r"says|reads|marked|labelled|labeled|shows|titled|called|key|tab|under|section|icon|box|field|"
    r"go to|allez dans|rendez-vous dans)"
    r"(?: on| sur| the| le| la| l'| dans| in| a| to| bouton| button| lien| link){0,3}\s{0,2}$"
    r"|>\s{0,2}$|\],?(?: (?:then|and|and then|puis|et|ensuite))? $"
)
_COMMAND = lazy_pattern(r"\\[a-zA-Z]{1,20}$")  # of LaTeX
_OWN = lazy_pattern(r"\b(?:mon|ma|mes|my|see|voir|sans|without)\b")
_GREETED = lazy_pattern(
    r"(?:bonjour|bonsoir|salut|hello|coucou|cher|chere|hi|hey|dear|merci|thanks|thank you|hola"
    r"|estimad[oa]|gracias|hallo|liebe[rs]?|geehrte[rs]?|danke|ciao|gentile|car[oa]|grazie)"
    r"(?: (?:m|mr|mrs|ms|mme|madame|monsieur|sra?|herr|frau|sig)\.?)?[ ,]{0,2}$"
)
# "\u00abCivilit\u00e9\u00bb \u00abNOM\u00bb,": two in a row, or one that heads a letter.
_IN_A_ROW = lazy_pattern(r"\s?(?:\u00ab\w{2,30}\u00bb|,\n)")
_LONGEST_NAME = 9  # words
_LONGEST_TICKER = 5  # code points
_NO_TICKERS = ("NAME", "FNAME", "LNAME", "NOM", "DATE", "EMAIL", "ORDER", "AGENT", "CODE", "LINK")
_SAYS = lazy_pattern(r"\b(?:is|are|was|were|will|has|have|est|sont|sera|a ete)\b")
_BEFORE = 40  # code points; what stands before a field is looked at that far
_NEAR = 400  # code points; a closing tag or the beginning of a link is looked for that far
_QUOTE = 160  # code points; the same for a quotation mark


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _fields() -> frozenset[str]:
    known = (_WHO, _WHAT, _HOW_MUCH_WHEN_WHERE, _TO_DO, _OTHER_LANGUAGES)
    return frozenset().union(*map(_set, known))


def names_field(text: str) -> bool:
    """Whether a few words name a field: "Nom du client", "orderNumber", "contact.firstname"."""
    words = _WORD.findall(fold(_CAMEL.sub(" ", text)))
    return 0 < len(words) <= _LONGEST_NAME and not _fields().isdisjoint(words)


def is_field(text: str, start: int, end: int, shape: str, body: str) -> bool:
    """Whether text[start:end], of a shape that prose has too, is a field. `body`: its inside."""
    test = _TESTS.get(shape)
    return names_field(body) if test is None else test(text, start, end, body)


def _in_braces(text: str, start: int, end: int, body: str) -> bool:
    if _COMMAND.search(text, max(0, start - _BEFORE), start) is not None:
        return False
    return (" " not in body and len(body) > 1) or "|" in body or names_field(body)


def _in_brackets(text: str, start: int, end: int, body: str) -> bool:
    if "{" in body:
        return False  # a placeholder of another shape in brackets
    folded = fold(body)
    words = _WORD.findall(folded)
    is_order = len(words) > 1 and words[0] in _set(_ORDERS)
    if not is_order and (any(map(str.isdigit, body)) or not names_field(body)):
        return False  # "[1]"
    if _SAYS.search(folded) and not body.isupper():
        return False  # an aside: "[the order is on its way]"
    before = fold(text[max(0, start - _BEFORE) : start])
    if _LABEL.search(before) and not _set(_LABELS).isdisjoint((words[0], words[-1])):
        return False
    # "[Mon compte] > [Commandes]" is a way through a screen.
    after = text[end : end + 3].lstrip()
    if _SCREEN.search(before) or after.startswith((">", "\u2192")) or _OWN.search(folded):
        return False
    return body.isupper() or not _in_quotes(text, start)


def _in_angles(text: str, start: int, end: int, body: str) -> bool:
    name = body.lower()
    if name in _ELEMENTS_OR_FIELDS or (body.isupper() and names_field(body)):
        return f"</{name}>" not in text[end : end + _NEAR].lower()
    return name.split(" ")[0] not in _set(_ELEMENTS) and names_field(body)


def _is_greeted(text: str, start: int) -> bool:
    """Whether a greeting stands right before."""
    return _GREETED.search(fold(text[max(0, start - _BEFORE) : start])) is not None


def _in_percents(text: str, start: int, end: int, body: str) -> bool:
    if text[end : end + 1] == "\\":
        return False
    if body.lower() in _set(_SYSTEM) and not _is_greeted(text, start):
        return False
    return names_field(body) or not _in_link(text, start)


def _behind_dollar(text: str, start: int, end: int, body: str) -> bool:
    """$ZM is a share and $40 a price: a field has a dot, or a field's name in small letters."""
    is_ticker = body.isupper() and len(body) <= _LONGEST_TICKER
    return "." in body or (names_field(body) and (not is_ticker or body in _NO_TICKERS))


def _between_signs(text: str, start: int, end: int, body: str) -> bool:
    """#ROW#: nobody writes a word in capitals so."""
    return body.isupper() or names_field(body)


def _behind_greeting(text: str, start: int, end: int, body: str) -> bool:
    """Word shows a merge field as «Nom»: so is a title written, but not behind a greeting."""
    placed = _is_greeted(text, start) or _IN_A_ROW.match(text, end) is not None
    return names_field(body) and ("_" in body or placed)


_TESTS: Mapping[str, Callable[[str, int, int, str], bool]] = {
    "brace": _in_braces,
    "brackets": _in_brackets,
    "angle": _in_angles,
    "percent": _in_percents,
    "dollar": _behind_dollar,
    "hashes": _between_signs,
    "at_signs": _between_signs,
    "double_angles": _between_signs,
    "merge_field": _behind_greeting,
    "colon": _behind_greeting,
}


def _in_link(text: str, offset: int) -> bool:
    """Whether a link that began earlier still runs at this place."""
    words = text[max(0, offset - _NEAR) : offset].rsplit(None, 1)
    return bool(words) and ("://" in words[-1] or words[-1].startswith("www."))


def _in_quotes(text: str, offset: int) -> bool:
    """Whether a quotation mark was opened shortly before and not closed."""
    before = text[max(0, offset - _QUOTE) : offset]
    return (
        before.rfind("\u00ab") > before.rfind("\u00bb")
        or before.rfind("\u201c") > before.rfind("\u201d")
        or before.count('"') % 2 == 1
    )
