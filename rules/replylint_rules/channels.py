"""The channels that come with replylint. A limit changes when its platform changes it: see source."""

from __future__ import annotations

from types import MappingProxyType

from replylint.channel import Channel

_DM = MappingProxyType(
    {"en": "DM", "fr": "message privé", "es": "mensaje directo", "de": "Direktnachricht",
     "it": "messaggio diretto"}
)  # fmt: skip
_PRIVATE_MESSAGE = MappingProxyType(
    {"en": "private message", "fr": "message privé", "es": "mensaje privado",
     "de": "private Nachricht", "it": "messaggio privato"}
)  # fmt: skip

_SOCIAL_WORDS = 60
_REVIEW_WORDS = 120
_MESSAGE_WORDS = 80
_REVIEW = ("no_rating_requests",)

CHANNELS = (
    # Social networks: replies that everybody reads.
    Channel("x", "X (Twitter)", limit=280, unit="weighted", budget=50, signed=True,
            private_message=_DM, capabilities=("threads",), source="X developer docs, counting characters"),
    Channel("x_premium", "X Premium", limit=25_000, unit="weighted", budget=_SOCIAL_WORDS,
            signed=True, private_message=_DM, source="X help centre, X Premium"),
    Channel("facebook", "Facebook comment", limit=8_000, unit="utf16", budget=_REVIEW_WORDS,
            signed=True, private_message=_PRIVATE_MESSAGE, source="Facebook comment box"),
    Channel("instagram", "Instagram comment", limit=2_200, unit="utf16", budget=_SOCIAL_WORDS,
            signed=True, private_message=_DM, source="Instagram Graph API, comments"),
    Channel("threads", "Threads", limit=500, unit="code_points", budget=_SOCIAL_WORDS, signed=True,
            private_message=_DM, capabilities=("threads",), source="Threads API, posts"),
    Channel("bluesky", "Bluesky", limit=300, unit="graphemes", budget=50, signed=True,
            private_message=_DM, capabilities=("threads",), source="AT Protocol, app.bsky.feed.post"),
    Channel("mastodon", "Mastodon", limit=500, unit="mastodon", budget=_SOCIAL_WORDS, signed=True,
            private_message=_PRIVATE_MESSAGE, capabilities=("threads",), source="Mastodon user docs, posting"),
    Channel("linkedin", "LinkedIn comment", limit=1_250, unit="code_points", budget=80, signed=True,
            private_message=_PRIVATE_MESSAGE, source="LinkedIn help, comments"),
    Channel("youtube", "YouTube comment", limit=10_000, unit="code_points", budget=_REVIEW_WORDS,
            signed=True, source="YouTube comment box"),
    Channel("tiktok", "TikTok comment", limit=150, unit="code_points", budget=30, signed=True,
            private_message=_DM, source="TikTok comment box"),
    # Reviews and app stores.
    Channel("google_review", "Google review", limit=4_096, unit="bytes", budget=_REVIEW_WORDS,
            signed=True, family="review", capabilities=_REVIEW,
            source="Google Business Profile API, reviews.updateReply"),
    Channel("trustpilot", "Trustpilot", budget=_REVIEW_WORDS, signed=True, family="review",
            capabilities=_REVIEW, source="no published limit"),
    Channel("tripadvisor", "Tripadvisor", budget=_REVIEW_WORDS, signed=True, family="review",
            capabilities=(*_REVIEW, "no_contact_details"), source="no published limit"),
    Channel("google_play", "Google Play", limit=350, unit="code_points", budget=50, signed=True,
            family="store", capabilities=_REVIEW, source="Google Play Developer API, reviews.reply"),
    Channel("app_store", "App Store", limit=5_970, unit="code_points", budget=_REVIEW_WORDS,
            signed=True, family="store", capabilities=_REVIEW,
            source="App Store Connect, responding to reviews"),
    # Private messages.
    Channel("x_dm", "X direct message", "private", 10_000, "code_points", _MESSAGE_WORDS,
            family="messaging", source="X developer docs, direct messages"),
    Channel("messenger", "Messenger", "private", 2_000, "utf16", _MESSAGE_WORDS,
            family="messaging", source="Messenger Platform, Send API"),
    Channel("instagram_dm", "Instagram direct message", "private", 1_000, "bytes", _MESSAGE_WORDS,
            family="messaging", source="Instagram messaging API"),
    Channel("whatsapp", "WhatsApp", "private", 4_096, "code_points", _MESSAGE_WORDS,
            family="messaging", source="WhatsApp Cloud API, text messages"),
    Channel("telegram", "Telegram", "private", 4_096, "utf16", _MESSAGE_WORDS,
            family="messaging", source="Telegram Bot API, sendMessage"),
    Channel("discord", "Discord", "private", 2_000, "code_points", _MESSAGE_WORDS,
            family="messaging", source="Discord developer docs, messages"),
    Channel("line", "LINE", "private", 5_000, "utf16", _MESSAGE_WORDS,
            family="messaging", source="LINE Messaging API, text messages"),
    # SMS: ten parts of 153 GSM-7 or 67 UCS-2 characters; `units` counts what fills them.
    Channel("sms", "SMS", "private", 10, "sms_parts", 30, family="sms", source="3GPP TS 23.038, 23.040"),
    Channel("email", "E-mail", "private", None, "code_points", 250, signed=True, family="email"),
    Channel("chat", "Live chat", "private", None, "code_points", 60, family="chat"),
)  # fmt: skip
