"""The channels that come with replylint: limits change when platforms do, see each source."""

from __future__ import annotations

from types import MappingProxyType

from replylint.channel import Channel

_DM = MappingProxyType(
    {"en": "DM", "fr": "message privé", "es": "mensaje directo", "de": "Direktnachricht",
     "it": "messaggio diretto", "nl": "privébericht", "pt": "mensagem direta"}
)  # fmt: skip
_PRIVATE_MESSAGE = MappingProxyType(
    {"en": "private message", "fr": "message privé", "es": "mensaje privado",
     "de": "private Nachricht", "it": "messaggio privato", "nl": "privébericht",
     "pt": "mensagem privada"}
)  # fmt: skip

# Brevity budgets, in words: what guides on customer care on social networks call short and to the
# point. Rules allow some slack on top of them.
_POST = 50
_COMMENT = 80
_LONG_COMMENT = 120
_MESSAGE = 80
_SMS = 30  # one part
_EMAIL = 250

# Google, Trustpilot and Tripadvisor forbid asking for a rating or a change of it.
_REVIEW = ("no_rating_requests",)
_THREADS = ("threads",)

CHANNELS = (
    # Social networks: replies that everybody reads.
    Channel("x", "X (Twitter)", limit=280, unit="weighted", budget=_POST, signed=True,
            private_message=_DM, capabilities=_THREADS,
            source="docs.x.com, counting characters"),
    Channel("x_premium", "X Premium", limit=25_000, unit="weighted", budget=_COMMENT, signed=True,
            private_message=_DM, capabilities=_THREADS, source="help.x.com, about X Premium"),
    Channel("facebook", "Facebook comment", limit=8_000, unit="utf16", budget=_LONG_COMMENT,
            signed=True, private_message=_PRIVATE_MESSAGE, source="widely reported"),
    Channel("instagram", "Instagram comment", limit=2_200, unit="utf16", budget=_COMMENT,
            signed=True, private_message=_DM, source="widely reported"),
    # An emoji counts as its UTF-8 bytes there; a text full of them is rejected a little earlier.
    Channel("threads", "Threads", limit=500, unit="code_points", budget=_COMMENT, signed=True,
            private_message=_DM, capabilities=_THREADS,
            source="developers.facebook.com, Threads API, posts"),
    Channel("bluesky", "Bluesky", limit=300, unit="graphemes", budget=_POST, signed=True,
            private_message=_DM, capabilities=_THREADS,
            source="atproto.com, lexicon app.bsky.feed.post"),
    Channel("mastodon", "Mastodon", limit=500, unit="mastodon", budget=_COMMENT, signed=True,
            private_message=_PRIVATE_MESSAGE, capabilities=_THREADS,
            source="docs.joinmastodon.org, posting"),
    Channel("linkedin", "LinkedIn comment", limit=1_250, unit="utf16", budget=_COMMENT,
            signed=True, private_message=_PRIVATE_MESSAGE, source="linkedin.com/help, comments"),
    Channel("youtube", "YouTube comment", limit=10_000, unit="code_points", budget=_LONG_COMMENT,
            signed=True, source="widely reported"),
    Channel("tiktok", "TikTok comment", limit=150, unit="utf16", budget=_SMS, signed=True,
            private_message=_DM, source="widely reported"),
    Channel("pinterest", "Pinterest comment", limit=500, unit="utf16", budget=_COMMENT,
            signed=True, private_message=_PRIVATE_MESSAGE, source="widely reported"),
    Channel("reddit", "Reddit comment", limit=10_000, unit="code_points", budget=_LONG_COMMENT,
            signed=True, private_message=_DM, source="widely reported"),
    # Reviews and app stores.
    Channel("google_review", "Google review", limit=4_096, unit="bytes", budget=_LONG_COMMENT,
            signed=True, family="review", capabilities=_REVIEW,
            source="developers.google.com, Business Profile API, ReviewReply"),
    Channel("trustpilot", "Trustpilot", budget=_LONG_COMMENT, signed=True, family="review",
            capabilities=_REVIEW, source="no published limit"),
    Channel("tripadvisor", "Tripadvisor", budget=_LONG_COMMENT, signed=True, family="review",
            capabilities=(*_REVIEW, "no_contact_details"), source="no published limit"),
    Channel("google_play", "Google Play", limit=350, unit="code_points", budget=_POST, signed=True,
            family="store", capabilities=_REVIEW,
            source="developers.google.com, Play Developer API, reviews.reply"),
    Channel("app_store", "App Store", limit=5_970, unit="code_points", budget=_LONG_COMMENT,
            signed=True, family="store", capabilities=_REVIEW,
            source="developer.apple.com, respond to customer reviews"),
    # Private messages.
    Channel("x_dm", "X direct message", "private", 10_000, "code_points", _MESSAGE,
            family="messaging", source="docs.x.com, direct messages"),
    Channel("messenger", "Messenger", "private", 2_000, "utf16", _MESSAGE, family="messaging",
            source="developers.facebook.com, Messenger Platform, Send API"),
    Channel("instagram_dm", "Instagram direct message", "private", 1_000, "bytes", _MESSAGE,
            family="messaging",
            source="developers.facebook.com, Instagram messaging, send a message"),
    Channel("whatsapp", "WhatsApp", "private", 4_096, "code_points", _MESSAGE, family="messaging",
            source="developers.facebook.com, WhatsApp Cloud API, text messages"),
    Channel("telegram", "Telegram", "private", 4_096, "utf16", _MESSAGE, family="messaging",
            source="core.telegram.org, Bot API, sendMessage"),
    Channel("discord", "Discord", "private", 2_000, "code_points", _MESSAGE, family="messaging",
            source="discord.com/developers, create message"),
    Channel("line", "LINE", "private", 5_000, "utf16", _MESSAGE, family="messaging",
            source="developers.line.biz, Messaging API, text message"),
    Channel("viber", "Viber", "private", 7_000, "code_points", _MESSAGE, family="messaging",
            source="developers.viber.com, bot API, text message"),
    # An SMS goes in ten parts at most: 1,530 characters of GSM 7, or 670 if one is not in it.
    Channel("sms", "SMS", "private", 10, "sms_parts", _SMS, family="sms",
            source="3GPP TS 23.038 and TS 23.040; ten parts is what gateways accept"),
    Channel("rcs", "RCS", "private", 3_072, "code_points", _MESSAGE, family="messaging",
            source="developers.google.com, RCS Business Messaging, text"),
    Channel("email", "E-mail", "private", budget=_EMAIL, signed=True, family="email"),
    Channel("chat", "Live chat", "private", budget=60, family="chat"),
)  # fmt: skip
