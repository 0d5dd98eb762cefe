"""What the XML outputs share: escaping, and leaving out what XML cannot hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

# XML 1.0, section 2.2: the characters that a document may have.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attributes(**values: object) -> str:
    """The attributes of a tag, escaped."""
    return "".join(
        f" {name.rstrip('_')}={quoteattr(_FORBIDDEN.sub('?', str(value)))}"
        for name, value in values.items()
    )
