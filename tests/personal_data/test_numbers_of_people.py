"""Cards, IBANs, identity numbers, documents and dates of birth."""

import pytest
from marked_texts import pieces, split

from replylint.personal_data import Kind, find

CARDS = [
    "La carte ⟦4111 1111 1111 1111⟧ a été débitée deux fois.",
    "La carte ⟦4111111111111111⟧ a été débitée deux fois.",
    "We refunded ⟦4111-1111-1111-1111⟧ this morning.",
    "We refunded ⟦4111.1111.1111.1111⟧ this morning.",
    "We refunded ⟦4111/1111/1111/1111⟧ this morning.",
    "We refunded ⟦4111_1111_1111_1111⟧ this morning.",
    "We refunded ⟦4111 💳 1111 💳 1111 💳 1111⟧ this morning.",
    "We refunded ⟦4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1⟧ this morning.",
    "We refunded ⟦41 11 11 11 11 11 11 11⟧ this morning.",
    "We refunded ⟦４１１１ １１１１ １１１１ １１１１⟧ this morning.",
    "We refunded ⟦4111\u200b1111\u200b1111\u200b1111⟧ this morning.",
    "We refunded ⟦𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏⟧ this morning.",
    "Votre carte, ⟦4111 1111, puis 1111 1111⟧, est bloquée.",
    "It reads ⟦4111 1111 and then 1111 1111⟧, correct?",
    "Amex ⟦3782 822463 10005⟧ is blocked.",
    "Your card ⟦378282246310005⟧ is blocked.",
    "The Diners card ⟦3056 930902 5904⟧ is blocked.",
    "Your Mastercard ⟦2223 0031 2200 3222⟧ is blocked.",
    "Your old Visa ⟦4222222222222⟧ is blocked.",
    "⟦four zero one two, double eight double eight, double eight eight eight, 1 double eight 1⟧?",
]
IBANS = [
    "Le virement est parti sur le ⟦FR76 3000 6000 0112 3456 7890 189⟧ ce matin.",
    "Le virement est parti sur le ⟦FR7630006000011234567890189⟧ ce matin.",
    "Le virement est parti sur le ⟦fr76 3000 6000 0112 3456 7890 189⟧ ce matin.",
    "Le virement est parti sur le ⟦FR76-3000-6000-0112-3456-7890-189⟧ ce matin.",
    "Le virement part du ⟦FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189⟧.",
    "Le virement est parti sur le ⟦FR\u200b76 3000 6000 0112 3456 7890 189⟧.",
    "Le virement est parti sur le ⟦FR14 2004 1010 0505 0001 3M02 606⟧.",
    "Your refund goes to ⟦GB29 NWBK 6016 1331 9268 19⟧ today.",
    "Auf ⟦DE89 3704 0044 0532 0130 00⟧ überwiesen.",
    "Versé sur ⟦CH93 0076 2011 6238 5295 7⟧ hier.",
    "IBAN:⟦ES9121000418450200051332⟧, as agreed.",
]
IDENTITIES = [
    (Kind.NIR, "Votre numéro ⟦1 85 05 78 006 084 91⟧ est enregistré."),
    (Kind.NIR, "Votre numéro ⟦185057800608491⟧ est enregistré."),
    (Kind.NIR, "Votre numéro ⟦1 85 05 2A 004 123 56⟧ est enregistré."),
    (Kind.NIR, "Votre numéro ⟦292072b03345671⟧ est enregistré."),
    (Kind.NIR, "Votre n° de sécu ⟦1 85 05 78 006 084⟧ est enregistré."),
    (Kind.SSN, "Your SSN, ⟦536-22-8726⟧, had two digits the wrong way round."),
    (Kind.SSN, "We've corrected ⟦773-58-2041⟧ on the form."),
    (Kind.SSN, "Your social security number ⟦773 58 2041⟧ is on the form."),
    (Kind.SSN, "Your SSN is ⟦773582041⟧, right?"),
    (Kind.SSN, "Your SSN is ⟦773\u200b-58-\u200b2041⟧, right?"),
    (Kind.SSN, "Your SSN is ⟦７７３-５８-２０４１⟧, right?"),
    (Kind.ITIN, "Your ITIN is ⟦911-70-1234⟧, right?"),
    (Kind.SIN, "Votre NAS ⟦123 456 782⟧ avait été mal saisi."),
    (Kind.SIN, "Your SIN (⟦123-456-782⟧) is on the slip."),
    (Kind.SIN, "Votre N.A.S. est le ⟦123456782⟧."),
    (Kind.SIN, "Votre numéro d'assurance sociale, ⟦123 456 782⟧, est à jour."),
    (Kind.NINO, "Your National Insurance number is ⟦AB 12 34 56 C⟧."),
    (Kind.NINO, "Your NI number ⟦ab123456c⟧ is on the letter."),
    (Kind.NINO, "We hold ⟦AB123456C⟧ for you."),
    (Kind.NISS, "Votre numéro ⟦85.07.31-003.28⟧ est au dossier."),
    (Kind.NISS, "Votre registre national ⟦85073100328⟧ est au dossier."),
    (Kind.AHV, "Votre n° AVS ⟦756.1234.5678.97⟧ est au dossier."),
    (Kind.AHV, "Nous avons ⟦7561234567897⟧ au dossier."),
    (Kind.DNI, "Your DNI ⟦12345678Z⟧ is registered."),
    (Kind.DNI, "Your NIE ⟦X-1234567-L⟧ is registered."),
    (Kind.STEUER_ID, "Ihre Steuer-ID ⟦86095742719⟧ ist erfasst."),
    (Kind.RVNR, "Ihre Rentenversicherung ⟦65 180539 W 001⟧ ist erfasst."),
    (Kind.ID_DOCUMENT, "Votre passeport n° ⟦12AB34567⟧ est accepté."),
    (Kind.ID_DOCUMENT, "Your passport number, ⟦533380006⟧, is accepted."),
    (Kind.ID_DOCUMENT, "Your driver's licence number is ⟦F16282354⟧."),
    (Kind.ID_DOCUMENT, "Votre carte d'assurance maladie ⟦TREM 1234 5678⟧ est expirée."),
    (Kind.VEHICLE_PLATE, "Votre véhicule immatriculé ⟦AB-123-CD⟧ est prêt."),
    (Kind.VEHICLE_PLATE, "Your car, ⟦AB51 ABC⟧, is ready to collect."),
    (Kind.ID_DOCUMENT, "Votre numéro fiscal, ⟦12 34 567 890 123⟧, est à jour."),
    (Kind.REFERENCE, "Votre numéro de carte est le ⟦6035 1198 2207 4410⟧, c'est noté."),
    (Kind.SECRET, "Votre mot de passe temporaire est ⟦Lumea2024⟧, changez-le vite."),
    (Kind.SECRET, "Your temporary password is ⟦Xy7k2Q⟧, please change it."),
    (Kind.SECRET, "Your PIN is ⟦4821⟧, Ann."),
    (Kind.SECRET, "Paste this back in: ⟦WX4R-9KTP-22LM-H7QD⟧."),
    (Kind.SECRET, "Le digicode, ⟦45B12⟧, est noté pour le livreur."),
    (Kind.SECRET, "Votre code de vérification est ⟦482913⟧."),
    (Kind.BANK_ACCOUNT, "Your sort code is ⟦20-45-99⟧, thanks."),
    (Kind.DATE_OF_BIRTH, "Vous êtes bien né le ⟦12/05/1980⟧ ?"),
    (Kind.DATE_OF_BIRTH, "Bonjour Anne, née le ⟦12 mai 1980⟧ : c'est corrigé."),
    (Kind.DATE_OF_BIRTH, "Votre date de naissance est le ⟦1er janvier 1975⟧."),
    (Kind.DATE_OF_BIRTH, "Date de naissance : ⟦1980-05-12⟧"),
    (Kind.DATE_OF_BIRTH, "Your DOB, ⟦05/12/1980⟧, doesn't match."),
    (Kind.DATE_OF_BIRTH, "Your d.o.b. is ⟦12.05.80⟧ in our file."),
    (Kind.DATE_OF_BIRTH, "You were born on ⟦May 12, 1980⟧, right?"),
    (Kind.DATE_OF_BIRTH, "You were born on ⟦12 May 1980⟧, right?"),
    (Kind.DATE_OF_BIRTH, "⟦12/05/1980⟧ is your date of birth, isn't it?"),
]
PUBLIC = [
    "Votre code PIN par défaut est 0000 sur ce modèle.",
    "Votre mot de passe doit contenir 8 caractères, dont 2 chiffres.",
    "Never share your PIN, your CVV or a code of 6 digits.",
    "Enter code 123 on the remote; use code SUMMER24 at checkout.",
    "Votre numéro de carte 4242 à la fin est le bon.",
    "La voiture RC 500 et le drone AB 12 sont en stock.",
    "Le numéro derrière l'appareil (par exemple 4970 2233 4455 6672) se tape d'un trait.",
    "Un numéro du type 4111 1111 1111 1111 figure sur la carte.",
    "The card ending 1111 was refunded.",
    "La carte 4111 •••• •••• 1111 est active, XXXX1111 aussi.",
    "La carte 4111 1111 1111 1112 n'existe pas.",
    "EAN 4006381333931, ISBN 978-3-16-148410-0, GTIN 04006381333931.",
    "Lumea SAS, SIRET 732 829 320 00074, SIREN 732 829 320, TVA FR44732829320.",
    "RCS Paris 732 829 320, capital de 10 000 000 €.",
    "IBAN : FR76 3000 6000 0112 3456 7890 188 est faux.",
    "IBAN FR76 suivi de 23 caractères.",
    "BIC BNPAFRPPXXX, code banque à 5 chiffres.",
    "Le 773-58 et le 2041 sont en stock.",
    "Modèle AB123456, pièce TN123456D.",
    "Au 12 34 56 il y a foule.",
    "Né en 1980 à Lyon, le fondateur adore le vélo.",
    "La marque est née le 12 mai 1980 à Lyon.",
    "Our shop was born on 12 May 1980.",
    "Promo jusqu'au 12/05/2026, reborn range from 12 May 2026.",
    "Livraison le 12/05/2026, bonne journée !",
    "Le délai est de 12 345 678 secondes.",
]


@pytest.mark.parametrize(
    ("kind", "marked"),
    [(Kind.CARD, text) for text in CARDS] + [(Kind.IBAN, text) for text in IBANS] + IDENTITIES,
)
def test_found(kind: Kind, marked: str) -> None:
    text, expected = split(marked)
    assert pieces(text, kind) == expected
    assert pieces(text) == expected


@pytest.mark.parametrize("text", PUBLIC)
def test_not_found(text: str) -> None:
    assert pieces(text) == []


def test_nine_digits_are_a_persons_only_in_a_region_that_numbers_people_so() -> None:
    text = "Bonjour, 123 456 782 est bien reçu."
    assert pieces(text) == []
    assert pieces(text, Kind.SIN, region="CA") == ["123 456 782"]


def test_a_label_makes_sure() -> None:
    assert find("Your SSN is 773-58-2041.")[0].confidence == 1.0
    assert find("We got 773-58-2041.")[0].confidence < 1.0


def test_nothing_is_looked_for_in_skipped_spans() -> None:
    text = "Card 4111 1111 1111 1111 and card 5555 5555 5555 4444."
    assert pieces(text, skip=[(0, 24)]) == ["5555 5555 5555 4444"]
    assert pieces(text, skip=[(-5, 1000)]) == []


def test_several_kinds_in_order_of_place() -> None:
    marked = (
        "Bonjour Anne, née le ⟦12/05/1980⟧ : la commande n° ⟦55108823⟧ part au ⟦12 rue des Lilas, "
        "75011 Paris⟧, et je vous appelle au ⟦06 39 98 12 34⟧ (⟦anne@example.com⟧)."
    )
    text, expected = split(marked)
    assert pieces(text) == expected
    assert [data.kind for data in find(text)] == [
        Kind.DATE_OF_BIRTH,
        Kind.REFERENCE,
        Kind.ADDRESS,
        Kind.PHONE,
        Kind.EMAIL,
    ]
