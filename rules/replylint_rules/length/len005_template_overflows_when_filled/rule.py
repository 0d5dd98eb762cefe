"""LEN005: a template that fits as it stands, but not with likely values in its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule
from replylint.units import count, within
from replylint_rules.length.filling import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class TemplateOverflowsWhenFilled(Rule):
    """Fills each field with a value as long as nine in ten are, by what the field's name says."""

    code = "LEN005"
    name = "template-overflows-when-filled"
    needs = ("channel",)
    kinds = ("template",)
    messages = {
        "en": {
            "default": "up to {count} with its {fields} fields filled: {over} over the limit of "
            "{limit} ({channel})",
            "default.suggestion": "Shorten the template by {over}, or leave a field out.",
        },
        "fr": {
            "default": "jusqu'à {count} avec ses {fields} champs remplis : {over} de plus que "
            "la limite de {limit} ({channel})",
            "default.suggestion": "Raccourcissez le modèle de {over}, ou ôtez un champ.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        channel = doc.channel
        fields = [field for field in doc.placeholders if field.is_value]
        if channel is None or channel.limit is None or not fields:
            return
        from replylint.placeholders.dialects import likely_value

        text = doc.reply.text.rstrip()
        likely = filled(text, lambda field: likely_value(field.variable))
        if within(likely, channel.unit, channel.limit):
            return
        if not within(filled(text, lambda field: ""), channel.unit, channel.limit):
            return  # it overflows whatever fills it: LEN001
        length = count(likely, channel.unit)
        yield Flag(
            fields[0].start,
            fields[-1].end,
            params={
                "count": length,
                "over": length - channel.limit,
                "limit": channel.limit,
                "channel": channel.title,
                "fields": len(fields),
            },
        )
