"""Postal addresses: where the customer lives, and not where the shop stands."""

import pytest
from marked_texts import pieces, split

from replylint.personal_data import Kind

PERSONAL = [
    # France
    "Le technicien passe au ⟦12 rue des Lilas, 75011 Paris⟧ jeudi.",
    "Votre colis a été livré au ⟦8 bis avenue Foch⟧ hier à 14h.",
    "Le livreur est passé au ⟦3, impasse du Moulin, 44000 Nantes⟧ sans vous trouver.",
    "Votre adresse est bien le ⟦27 bd Victor Hugo 59000 Lille⟧ ?",
    "On vous le renvoie au ⟦15 place de la République, bât. C, 69003 Lyon⟧.",
    "Le compteur du ⟦112 route de Vannes, 44700 Orvault⟧ sera changé mardi.",
    "Expédié ce matin au ⟦6 allée des Tilleuls, appt 12, 31400 Toulouse⟧.",
    "Chez vous, ⟦4 quai de l'Écluse, 67000 Strasbourg⟧, la fibre arrive lundi.",
    "Livraison prévue au ⟦22 rue du 8 mai 1945, 92000 Nanterre⟧.",
    "Vous habitez toujours au ⟦5 chemin des Vignes à Meylan⟧ ?",
    "Le ⟦12 rue des Lilas, 75011 Paris⟧, c'est bien votre adresse ?",
    "Le coursier sera au ⟦2 rue Jean-Jaurès, 13005 Marseille cedex 05⟧ avant midi.",
    "livré au ⟦12 rue des lilas 75011 paris⟧ ce matin",
    "Votre paquet a été déposé chez le voisin du ⟦14 r. de la Paix, 21000 Dijon⟧.",
    # Quebec, Belgium, Switzerland
    "Votre colis a été livré au ⟦4512, rue Saint-Denis, app. 3, Montréal (Québec) H2J 2L5⟧.",
    "L'équipe se rend chez vous au ⟦1200 boul. René-Lévesque, Montréal QC H3B 4W8⟧.",
    "Votre commande part vers votre adresse, ⟦Rue de la Loi 16, 1000 Bruxelles⟧.",
    "Expédié chez vous, ⟦Chemin des Cerisiers 4, 1204 Genève⟧.",
    "Expédié chez vous : ⟦Bahnhofstrasse 12, 8001 Zürich⟧.",
    # Britain
    "Your parcel was left at ⟦14 Elm Row, Hull HU5 2AB⟧ with a neighbour.",
    "The engineer's heading to ⟦Flat 3, 22 Station Road, Leeds, LS1 4AP⟧ now.",
    "We've got your address as ⟦7a Mill Lane, York, YO1 7EP⟧.",
    "It was sent to ⟦101 High Street, Bath BA1 5AW⟧ on Monday.",
    # United States, Canada
    "Shipped to ⟦742 Evergreen Terrace, Apt 2, Springfield, IL 62704⟧ yesterday.",
    "Crews are on their way to ⟦4410 West 12th Avenue, Apt 3, Vancouver BC V5K 0A1⟧.",
    "Our driver left it at ⟦88 N Main St, Unit 4, Dayton, OH 45402⟧.",
    "Your billing address is ⟦1600 Maple Drive, Austin, TX 78701-1234⟧.",
    "The outage at ⟦31 Cedar Court⟧ is fixed.",
    # A person's name is enough
    "The other one is for Mrs Hale, ⟦5 Mill Lane⟧.",
    "L'autre est pour Mme Petit, ⟦5 rue des Lilas⟧.",
    "We delivered to ⟦500 5th Ave, New York, NY 10110⟧ at noon.",
    "Your card was mailed to ⟦12 Oak Lane, Apt 4B, Salem, OR 97301⟧.",
    "Your new flat at ⟦12 Harbour View, Bristol BS1 5TY⟧ is set up for broadband.",
    "We see you moved from ⟦9 Pine Street, Austin, TX 78701⟧ in May.",
    "Merci Monsieur Petit, du ⟦17 rue Pasteur à Dole⟧, pour votre patience.",
    # Germany, Spain
    "We shipped it to you at ⟦Hauptstraße 12, 10115 Berlin⟧.",
    "Sent to your place, ⟦Calle Mayor 12, 28013 Madrid⟧.",
]
PUBLIC = [
    "You can pick your parcel up at 22 Station Road, Leeds LS1 4AP.",
    "Retirez votre commande au 5 rue de la Gare.",
    "Lumea, 12 avenue de l'Europe, 92000 Nanterre",
    "Bonjour Ruth ! 12 place du Pilori, juste derrière le tram. Horaires et plan sur le site.",
    "Notre boutique, 8 place Bellecour, 69002 Lyon, est ouverte jusqu'à 19h.",
    "On vous attend au 12 rue des Lilas, 75011 Paris dès 10h !",
    "Le magasin du 27 boulevard Victor Hugo a encore deux tailles 40.",
    "Le retrait se fait au 5 rue de la Gare, 44000 Nantes.",
    "Votre colis vous attend au point relais, 14 rue de la Paix, 21000 Dijon.",
    "Retournez l'article à Lumea, 3 rue des Entrepôts, 59000 Lille.",
    "Nous sommes au 4512, rue Saint-Denis, Montréal.",
    "L'agence de Lyon est située 15 cours Lafayette.",
    "Rendez-vous au musée, 2 rue des Arts.",
    "Hi Ruth! 5 Harbour Row, a short walk from the pier.",
    "We're at 14 Elm Row, Hull HU5 2AB, come and see us!",
    "The store at 101 High Street, Bath BA1 5AW has two left.",
    "You can collect it from the locker at 22 Station Road.",
    "Return it to Tandem, 7 Mill Lane, York YO1 7EP.",
    "Our Austin branch, 1600 Maple Drive, opens at nine.",
    "The clinic is at 88 Main Street, Dayton, OH 45402.",
    # no addresses
    "Il reste 2 places de parking et 3 cours de yoga.",
    "Votre colis : 2 passages, 1 route bloquée, 4 rues fermées.",
    "Livré en 2 allers-retours, 3 avenues barrées.",
    "Your order ships in 2 Big Boxes the Easy Way.",
    "Delivered in 24 Hours, 7 Days a week. Close call!",
    "Le 12 avril, place au printemps chez vous !",
    "Votre livraison : 75 cl, 12 bouteilles, 1 place.",
    "Votre ligne sera rétablie à 12h route de Vannes.",
]


@pytest.mark.parametrize("marked", PERSONAL)
def test_found_where_it_is_the_customers(marked: str) -> None:
    text, expected = split(marked)
    assert pieces(text) == expected
    assert pieces(text, Kind.ADDRESS) == expected


@pytest.mark.parametrize("text", PUBLIC)
def test_not_found_where_it_is_the_shops_or_none(text: str) -> None:
    assert pieces(text) == []


def test_of_an_unknown_writer_every_address_counts() -> None:
    text = "Notre boutique, 8 place Bellecour, 69002 Lyon."
    assert pieces(text, brand_voice=False) == ["8 place Bellecour, 69002 Lyon"]
