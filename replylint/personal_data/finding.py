"""The way in: searches a text for personal data if it shows any sign of it."""

from collections.abc import Collection, Sequence

from replylint.personal_data.gate import signs
from replylint.personal_data.kinds import PersonalData


def find(
    text: str,
    *,
    region: str | None = None,
    skip: Sequence[tuple[int, int]] = (),
    public: Collection[str] = (),
    brand_voice: bool = True,
) -> tuple[PersonalData, ...]:
    """Finds the personal data of people in a text.

    Args:
        text: any string; lone surrogates are fine.
        region: ISO 3166 code of the country that the text is from ("FR", "CA"), if known. Numbers
            whose form alone proves nothing then count without a label.
        skip: spans of code points in which nothing is looked for, such as quoted text.
        public: contacts of the brand that are never personal: phone numbers, e-mail addresses,
            domains ("lumea.example").
        brand_voice: the text was written by the brand, so that "call us on", "our shop at" and
            the mailboxes of a service give its own contacts. False for a text of a customer, or
            of an unknown writer: then every contact counts.

    Returns:
        What was found, in order of place, without overlaps. Offsets are code points of `text`.
    """
    seen = signs(text)
    if not seen:
        return ()
    from replylint.personal_data.detect import detect

    return detect(
        text, seen, region=region, skip=skip, public=public, brand_voice=brand_voice, in_urls=False
    )
