"""Looks in one pass whether a text can hold personal data at all, and of which families."""

from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

# Families of signs, as bits: this runs on every text, and an enum.Flag would triple its time.
DIGIT, AT, SPELLED_ADDRESS, SPELLED_NUMBER, BOOKING, BIRTH = 1, 2, 4, 8, 16, 32

# Digits of other scripts, full-width, mathematical and circled ones.
_DIGIT_RANGES = (
    (0x30, 0x3A), (0x660, 0x66A), (0x6F0, 0x6FA), (0x966, 0x970), (0x9E6, 0x9F0), (0xE50, 0xE5A),
    (0x2460, 0x2469), (0x2474, 0x247D), (0x2488, 0x2491), (0x24EA, 0x24EB), (0x24F5, 0x24FE),
    (0x24FF, 0x2500), (0x2776, 0x277F), (0x2780, 0x2789), (0x278A, 0x2793), (0xFF10, 0xFF1A),
    (0x1D7CE, 0x1D800), (0x1F100, 0x1F10B), (0x1FBF0, 0x1FBFA),
)  # fmt: skip

_SIGNS = {
    DIGIT: [chr(code) for first, end in _DIGIT_RANGES for code in range(first, end)],
    AT: ["@", "\uff20", "\ufe6b"],
    AT | SPELLED_ADDRESS: ["@ ", "\uff20 ", "(@", "[@"],
    SPELLED_ADDRESS: [
        "robas", "ROBAS", " dot ", " DOT ", "(dot", "[dot", "(DOT", "[DOT",
        "at)", "at]", "at}", "at>", "AT)", "AT]", "at )", "at ]",
        "(a)", "[a]", " chez free", " chez gmail", " chez orange", " chez laposte", " chez sfr",
        " chez hotmail", " chez outlook", " chez yahoo", " chez wanadoo", " chez icloud",
        " chez proton", " chez videotron", " chez bluewin", " chez skynet", " chez live",
    ],
    # French numbers begin with zero; of the English ones of ten digits, one in a thousand has
    # none of these.
    SPELLED_NUMBER: ["zéro", "zero", "Zéro", "Zero", "ZÉRO", "seven", "eight", "nine", "three"],
    BIRTH: [
        "né ", "née ", "nés ", "nées ", "né(", "né\xa0", "née\xa0", "nee ", "ne le ", "e\u0301 ",
        "e\u0301e ", "aissance", "AISSANCE", "born", "Born", "BORN", "irth", "IRTH", "DOB", "dob",
        "Dob", "D.O.B", "d.o.b", "DDN", "ddn", "geboren", "geb.", "Geburt", "GEBURT", "nacid", "nacim",
        "naciste", "naci\u00f3", "nato il",
        "nata il", "ascita", "ASCITA", "ACIMIENTO", "bougies", "anniv",
    ],
    BOOKING: ["PNR", "pnr", "ooking", "servation", "ocator", "nfirmation", "ossier"],
}  # fmt: skip


@cache
def _automaton() -> tuple[AhoCorasick, list[int]]:
    """The automaton of all signs, and the families of each of its patterns."""
    bits: dict[str, int] = {}
    for family, words in _SIGNS.items():
        for word in words:
            bits[word] = bits.get(word, 0) | family
    automaton = AhoCorasick(bits, MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return automaton, list(bits.values())


def signs(text: str) -> int:
    """The families of signs that `text` shows, as bits; 0 for most replies."""
    automaton, families = _automaton()
    try:
        matches = automaton.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # a lone surrogate
        readable = text.encode("utf-8", "replace").decode("utf-8")
        matches = automaton.find_matches_as_indexes(readable)
    seen = 0
    for match in matches:
        seen |= families[match[0]]
    return seen if seen != BIRTH else 0  # "né" without a digit is no date
