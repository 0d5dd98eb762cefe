"""How often a process that is replylint's own looks for garbage. A program that uses the library
is left alone."""

import gc


def collect_rarely() -> None:
    """Let far more be made before Python looks for cycles; they are few here.

    Phrases and sentences are kept, by the ten thousand: to look through them again and again takes
    a quarter of the time of replies not seen before.
    """
    gc.set_threshold(50_000, 20, 20)


def collect_no_more() -> None:
    """Let Python not look for cycles at its end: an eighth of the time of checking one file."""
    gc.freeze()
