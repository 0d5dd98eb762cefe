"""Phone numbers: the customer's and not the brand's own."""

import pytest
from marked_texts import pieces, split

from replylint.personal_data import Kind

PERSONAL = [
    # French
    "Bonjour Inès, je vous appelle au ⟦06 39 98 12 34⟧ dans dix minutes. ^Kim",
    "Je t'appelle au ⟦06.39.98.12.34⟧ tout de suite !",
    "On vous rappelle au ⟦0639981234⟧ ce soir.",
    "Notre conseillère a tenté de vous joindre au ⟦01 99 00 41 85⟧ sans succès.",
    "Nous avons essayé de vous contacter au ⟦+33 6 39 98 12 34⟧.",
    "Je vois que votre numéro est le ⟦06-39-98-12-34⟧, c'est toujours bon ?",
    "Le ⟦06 39 98 12 34⟧, c'est bien votre numéro ?",
    "Le code a été envoyé par SMS au ⟦06 39 98 12 34⟧.",
    "Votre ligne ⟦02 61 91 45 67⟧ sera rétablie demain à 9h.",
    "Le technicien vous appellera sur votre portable (⟦06 39 98 12 34⟧) avant de passer.",
    "Portabilité du ⟦06 39 98 12 34⟧ validée pour mardi, Samir.",
    "Bonjour Léa, j'ai noté le ⟦06 39 98 12 34⟧ et je t'appelle à 14h.",
    "C'est noté Paul, rappel demain 9h au ⟦06 39 98 12 34⟧.",
    "Votre conjoint nous a appelés depuis le ⟦06 39 98 12 34⟧ hier soir.",
    "Je vous ai laissé un message sur le ⟦0033 6 39 98 12 34⟧.",
    "On a le ⟦06 39 98 12 34⟧ dans votre dossier, est-ce à jour ?",
    "Je vous appelle au ⟦+33 (0)6 39 98 12 34⟧.",
    "Nous vous joindrons au ⟦06 39 98 12 34⟧ du lundi au vendredi.",
    # Belgium, Switzerland, Quebec
    "Je vous rappelle au ⟦0470 12 34 56⟧ dès que le colis est là, Joke",
    "Nous vous avons appelé au ⟦0470/12.34.56⟧ ce matin.",
    "Je vous joins au ⟦079 123 45 67⟧ cet après-midi, Reto",
    "Je vous rappelle au ⟦514 555-0142⟧ cet après-midi, Maxime",
    "Je t'appelle au ⟦(418) 555-0173⟧ tantôt!",
    "Je vous texte au ⟦438-555-0118⟧ dès que c'est prêt.",
    # English
    "Hi Ruth, I'll ring you on ⟦(303) 555-0143⟧ at 4:40 pm Mountain time. -Dot",
    "I'll ring you on ⟦07700 900123⟧ in five minutes, Beth",
    "We tried to reach you on ⟦01632 960 123⟧ twice this morning.",
    "Is ⟦020 7946 0123⟧ still the best number for you?",
    "I've got ⟦07700 900 456⟧ as your contact number, is that right?",
    "Your number, ⟦+44 7700 900123⟧, has been ported today.",
    "The driver will text you on ⟦07700900123⟧ when he's close.",
    "We texted a code to ⟦303-555-0143⟧, could you check?",
    "Calling you now on ⟦415.555.0132⟧! -Ana",
    "An adviser will call you back on ⟦0131 496 0456⟧ before six.",
    "I left a voicemail on ⟦(415) 555-0132⟧ for you.",
    "We have ⟦303 555 0143⟧ on file for you.",
    "I just tried ⟦+1 303 555 0143⟧ but couldn't get through.",
    "Sure, I'll give you a shout at ⟦555-0143⟧ in an hour.",
    "We've updated your mobile to ⟦07700 900321⟧.",
    "I'll call ⟦07700 900321⟧ at 4, speak soon!",
    "Hi Ann, the engineer will ring ⟦07700 900321⟧ when he's on his way.",
    # German, Spanish numbers
    "I'll call you on ⟦0151 23456789⟧ this afternoon.",
    "I'm phoning you at ⟦+49 151 23456789⟧ now.",
    "Je vous appelle au ⟦612 34 56 78⟧, Lucía",
    "I'm calling you at ⟦+34 612 34 56 78⟧.",
]
HIDDEN = [
    "J'appelle le ⟦O6 39 98 12 34⟧ dans cinq minutes.",
    "On vous joint au ⟦06 39 98 1O 34⟧ ce soir.",
    "I'll ring you on ⟦077OO 900123⟧ later.",
    "Je vous appelle au ⟦06, 39, 98, 12, 34⟧ dans cinq minutes.",
    "Je vous appelle au ⟦06 📞 39 📞 98 📞 12 📞 34⟧ dans dix minutes.",
    "Ringing you on ⟦3🟢0🟢3🟢5🟢5🟢5🟢0🟢1🟢4🟢3⟧ in a moment.",
    "Je vous appelle au ⟦０６ ３９ ９８ １２ ３４⟧.",
    "Je vous appelle au ⟦٠٦٣٩٩٨١٢٣٤⟧.",
    "Je vous appelle au ⟦𝟎𝟔 𝟑𝟗 𝟗𝟖 𝟏𝟐 𝟑𝟒⟧.",
    "Je vous appelle au ⟦⓪⑥ ③⑨ ⑨⑧ ①② ③④⟧.",
    "Je vous appelle au ⟦0️⃣6️⃣3️⃣9️⃣9️⃣8️⃣1️⃣2️⃣3️⃣4️⃣⟧ !",
    "Je vous appelle au ⟦0\u200b6\u200b39\u200b98\u200b12\u200b34⟧.",
    "Je vous appelle au ⟦06\u00ad39\u206098\ufeff12\u200d34⟧.",
    "Je vous appelle au ⟦0 6 3 9 9 8 1 2 3 4⟧.",
    "Je vous appelle au ⟦06_39_98_12_34⟧.",
    "Je vous appelle au ⟦06/39/98/12/34⟧.",
    "Je vous appelle au ⟦06 . 39 . 98 . 12 . 34⟧.",
    "Je vous appelle au ⟦06\u00a039\u00a098\u00a012\u00a034⟧.",
    "Je vous appelle au ⟦06\u202f39\u202f98\u202f12\u202f34⟧.",
    "Je vous appelle au ⟦06–39–98–12–34⟧.",
    "I'll call you on ⟦0-7-7-0-0-9-0-0-1-2-3⟧.",
    "I'll call you on ⟦3*0*3*5*5*5*0*1*4*3⟧.",
    "On vous rappelle au ⟦zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre⟧ à midi.",
    "On vous rappelle au ⟦zero six, trente neuf, quatre vingt dix huit, douze, trente quatre⟧.",
    "Je vous joins au ⟦zéro un nonante-neuf zéro zéro vingt-sept soixante et un⟧.",
    "I'll ring you on ⟦oh seven seven double-oh nine oh oh one two three⟧ tonight.",
    "I'm calling you at ⟦two one two, five five five, zero one eight seven⟧ now.",
    "I'm calling you at ⟦two-one-two-five-five-five-oh-one-eighty-seven⟧ now.",
]
PUBLIC = [
    "Les départements 01, 02, 03, 04, 05 sont livrés.",
    "Bien à vous,\nMathieu\nLumea\n01 99 00 41 85",
    "All the best,\nMatt\nTandem Ltd | 020 7946 0123 | tandem.example",
    "Lumea SAS, 01 99 00 41 85",
    "Open 0800-1800, we'll call you 0930-1730.",
    "O2 is down in Leeds; O2 and EE are on it.",
    # French
    "Appelez le 3900, choix 2, et on vous l'échange le jour même.",
    "Appelez-nous au 01 99 00 41 85 du lundi au vendredi de 9h à 18h.",
    "Vous pouvez nous joindre au 01 99 00 41 85.",
    "Notre standard est joignable au 01.99.00.27.61.",
    "Le service client vous répond au 09 69 39 12 34 (appel non surtaxé).",
    "Composez le 0 800 123 456, c'est gratuit.",
    "Le 0805 12 34 56 est gratuit, 7j/7.",
    "Besoin d'aide ? 08 92 12 34 56 (0,40 €/min).",
    "Contactez la boutique de Lyon au 04 65 71 12 34, ils en ont deux de côté.",
    "Appelle l'atelier au 514 555-0142, ils t'attendent!",
    "Pour toute urgence, composez le 112.",
    "Notre numéro : 01 99 00 41 85. À bientôt, Nina",
    "Service client : 01 99 00 41 85",
    "Le magasin (04 65 71 12 34) ouvre à 10h.",
    "Le mieux est de téléphoner au 02 61 91 45 67, c'est notre atelier.",
    "Vous pouvez contacter directement le transporteur au 03 53 01 12 34.",
    "Réservations au 01 99 00 41 85 ou sur place.",
    "Envoyez STOP au 36105 pour ne plus recevoir de SMS.",
    "Appelez le 1-800-555-0199 sans frais.",
    "Nos conseillers sont disponibles au 02 123 45 67 en semaine.",
    "Un doute ? Le 118 712 ou le 3631.",
    # English
    "Call us on 020 7946 0123, we're open till eight.",
    "Please call 0345 123 4567 and choose option 2.",
    "You can reach the workshop on 01632 960123.",
    "Our number is 01632 960 123, ask for Jo.",
    "Give us a ring on 0131 496 0456 and we'll sort it.",
    "Customer service: 1-800-555-0199, 24/7.",
    "You may also call (888) 555-0134 for help.",
    "Call (303) 555-0143 to reach the front desk.",
    "If it happens again, call 303-555-0143.",
    "The store's on (303) 555-0143 if you want to check stock.",
    "Our helpline, 0800 123 4567, is free from mobiles.",
    "The clinic can be reached at 416-555-0123.",
    "Text us on 07700 900123 with your question.",
    "Freephone 0808 157 0123 any time.",
    "Try calling 0345 123 4567 before ten.",
    "Contact our repair team at 416-555-0123, extension 4.",
    "160 (choice 3) will replace it overnight.",
    # not numbers to call at all
    "Le 12/05/2024 14:30 au 13/05/2024 18:00.",
    "Ouvert de 09 00 à 12 00 et de 14 00 à 19 00.",
    "SIRET 810 427 351 00012, RCS Nantes 810 427 351.",
    "Votre box : 192.168.1.1, puis 192.168.100.200.",
    "Firmware 3.14.15.9265 on. EAN 4977766779494.",
    "Il y a 1 250 000 abonnés et 06 magasins.",
    "Tailles 36 38 40 42 44 en stock.",
    "Sizes 10 12 14 16 18 are back in stock.",
    "ISBN 978-2-07-036822-8.",
    "GPS : 48.8566, 2.3522.",
    "Vol AF1234, porte 42, 18:05-19:30.",
    "It's £1,234,567.89 in total, or 20 000 000 units.",
    "+10 000 000 de clients !",
    "Ratio 16:9, 1920x1080, 50-60 Hz, 100-240 V.",
    "KB5034441, build 22621.3007, 2023-10-31.",
    "https://shop.example/p/0639981234 est en stock.",
    "@0639981234abc merci, https://t.example/0639981234 !",
    "Voir lumea.example/aide/0639981234?x=0639981234",
    "One, two, three, four, five, six, seven, eight, nine, ten: all sold!",
    "Article L. 217-3 et loi n° 78-17 du 6 janvier 1978.",
]


@pytest.mark.parametrize("marked", PERSONAL + HIDDEN)
def test_found_where_it_is_the_customers(marked: str) -> None:
    text, expected = split(marked)
    assert pieces(text, Kind.PHONE) == expected


@pytest.mark.parametrize("text", PUBLIC)
def test_not_found_where_it_is_the_brands_or_none(text: str) -> None:
    assert pieces(text) == []


def test_of_an_unknown_writer_every_number_counts() -> None:
    text = "Appelez-nous au 01 99 00 41 85, ou au 0 800 123 456."
    assert pieces(text, brand_voice=False) == ["01 99 00 41 85"]


def test_numbers_that_the_caller_knows_as_public() -> None:
    text = "Je vous rappelle au 01 99 00 41 85."
    assert pieces(text) == ["01 99 00 41 85"]
    assert pieces(text, public=["01 99 00 41 85"]) == []
    assert pieces(text, public=["+33 1 99 00 41 85"]) == []
