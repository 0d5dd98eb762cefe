"""Order, booking, case, parcel, contract and account numbers."""

import pytest
from marked_texts import pieces, split

from replylint.personal_data import Kind

PERSONAL = [
    "La commande ⟦55108823⟧ a été perdue, je vous en renvoie une neuve.",
    "Votre commande n° ⟦55108823⟧ part ce soir.",
    "Votre commande n°⟦55108823⟧ part ce soir.",
    "Votre commande #⟦55108⟧ part ce soir.",
    "Numéro de commande : ⟦FR-55108-82⟧",
    "Commande passée le 3 mai (n° ⟦55108823⟧) : elle est prête.",
    "Vos commandes ⟦55108823⟧ et ⟦55108824⟧ sont parties ensemble.",
    "Le dossier ⟦48213⟧ est clos, vous recevrez 40 €.",
    "Votre dossier n° ⟦2024-00731⟧ est complet.",
    "Votre dossier n° ⟦2024/00731⟧ est complet.",
    "Réservation ⟦XK7P2Q⟧ confirmée pour Léa.",
    "Référence de réservation : ⟦QWERTZ⟧.",
    "Votre réf. client est ⟦C-8841207⟧.",
    "Le numéro de suivi ⟦6A12345678901⟧ est actif.",
    "Votre colis ⟦RR123456785FR⟧ est en douane.",
    "Ticket ⟦#⟧".replace("⟦#⟧", "#⟦482913⟧") + " rouvert, je m'en occupe.",
    "Je vois le ticket ⟦482913⟧ ouvert hier.",
    "Votre contrat n° ⟦7700 4412 09⟧ est résilié au 30.",
    "Votre numéro client, ⟦0044871⟧, a changé.",
    "Sinistre ⟦S24-118843⟧ : l'expert passe demain.",
    "Facture ⟦FA20240512⟧ annulée, Paul.",
    "N° d'abonné : ⟦118843207⟧",
    "Votre numéro de série ⟦LX4421B0098⟧ est encore sous garantie.",
    "Le numéro de compte ⟦00412345678⟧ est à jour.",
    "Le ⟦55108823⟧, votre numéro de commande, est introuvable.",
    "Votre référence ⟦AB-118843⟧ est bien chez nous.",
    "Your order ⟦55108823⟧ left Leeds at noon.",
    "Order #⟦12345678⟧ is on the van!",
    "Order number: ⟦LU-48213-X⟧",
    "Your order number is ⟦114-5510882-4410923⟧.",
    "Booking ref ⟦XK7P2Q⟧ is moved to Friday.",
    "Your booking reference is ⟦QWERTZ⟧, Ann.",
    "Your PNR, ⟦K7XPQ2⟧, shows seat 4A.",
    "Please reply to ticket #⟦10267422⟧.",
    "Case ⟦00482913⟧ is with our engineers.",
    "Case no. ⟦48213⟧ is closed now.",
    "Tracking number ⟦1Z999AA10123456784⟧ shows it in Dover.",
    "Your parcel, ⟦JD0002214455667788⟧, is with the driver.",
    "Policy number ⟦HM-2210987⟧ covers it.",
    "Your account number ⟦44120987⟧ is active again.",
    "The account (no. ⟦44120987⟧) is active again.",
    "Invoice ⟦INV-20931⟧ is cancelled.",
    "Claim ⟦CLM4482091⟧ was paid on Friday.",
    "Your claim's reference is ⟦CLM4482091⟧.",
    "Quote ⟦⟧".replace("Quote ⟦⟧", "Just quote reference ⟦CR-77120⟧ when you write back."),
    "⟦44120987⟧ is your customer number, keep it handy.",
    "Order ⟦５５１０８８２３⟧ is on the van!",
    "Order ⟦5510\u200b8823⟧ is on the van!",
    "#⟦55108823⟧ is packed and ready, Jo.",
    "Votre véhicule immatriculé ⟦AB-123-CD⟧ est prêt.",
]
PUBLIC = [
    "Votre commande de 12 articles est partie le 12/05/2024.",
    "Votre commande du 12/05 est prête.",
    "Commande de 120 €, livrée en 2024.",
    "Your order of 3 May 2024 shipped at 10:30.",
    "Order 2 get 1 free, from 1500 stores.",
    "Your order ships in 48 hours.",
    "La commande minimum est de 25000 exemplaires.",
    "Le compte a 15000 abonnés depuis 2019.",
    "Our account has 250000 followers!",
    "Ticket à 12,50 €, réservation dès 18h30.",
    "Le modèle HL-L2350DW prend le toner TN-2410.",
    "Réf. produit 4521789, article n° 118843 au catalogue.",
    "La référence 4521789 du catalogue est en rupture.",
    "The part number is 84-22109, in stock.",
    "SKU 4521789 is back in stock.",
    "Error WS-37368-7 means the account is locked.",
    "Update KB5034441 fixes it.",
    "Vol AF1234, train n° 8537, bus 183, porte 42.",
    "Flight BA2490 leaves from gate 23.",
    "Article L. 217-3, loi n° 78-17, norme ISO 9001, RFC 8910.",
    "Votre carte se terminant par 4242 est débitée.",
    "The card ending 4242, or **** 4242, was refunded.",
    "Account ending in 0987 is fine.",
    "Un numéro de commande du type 55108823 se trouve dans le mail.",
    "Your order number looks like 55108823, it's in the e-mail.",
    "Par exemple : commande n° 12345678.",
    "Le numéro de commande comporte 8 chiffres.",
    "Donnez-moi votre numéro de commande en MP.",
    "Please DM us your order number and postcode.",
    "Le ticket moyen est de 35000 francs.",
    "Suivi 24/7, dossier 2024, réservation 2025.",
    "Thanks @Lukas14645009, your case is with us.",
    "#Order66 #Ticket2024 #RTX3080",
    "Your case for the iPhone12 is in stock, the RTX3080 too.",
    "Version 3.14.15, build 22621, update 2024.05.",
    "Service client : 3900, ouvert 24h/24.",
    "Customer service 0345 123 4567.",
    "Call your account manager on 020 7946 0123.",
    "https://lumea.example/order/55108823",
    "SIRET 810 427 351 00012, RCS 810 427 351, TVA FR12810427351.",
    "Offer code WELCOME10, use code SPRING2024.",
    "Le code promo RETOUR20 marche aussi.",
    "Lot n° 22104 rappelé, magasin n° 1042.",
]


@pytest.mark.parametrize("marked", PERSONAL)
def test_found_beside_its_label(marked: str) -> None:
    text, expected = split(marked)
    assert pieces(text) == expected
    assert pieces(text, Kind.REFERENCE) == expected


@pytest.mark.parametrize("text", PUBLIC)
def test_not_found_where_it_is_no_customers(text: str) -> None:
    assert pieces(text) == []
