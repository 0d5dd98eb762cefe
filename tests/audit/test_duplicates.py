"""Copies among replies: found as by comparing every pair, whatever their order."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from made import counted, exchange

from replylint.audit import aggregate as aggregates
from replylint.audit.metrics.duplicates import ALIKE, Sampled, clusters, figures
from replylint.reading import fold
from replylint.resemblance import body_words, resemblance, shingles

WORDS = (
    "thank you for your kind message about the lamp we have asked the workshop to send another one "
    "tomorrow morning and we are sorry that it broke on its way to your house in such cold weather"
).split()

COPY = (
    "Hi {name}, thank you for telling us about this, we have asked the {what} to look into it and "
    "will write to you again with what they find. {sign}"
)


def copy(name: str = "Ann", what: str = "workshop", sign: str = "Tom") -> str:
    return COPY.format(name=name, what=what, sign=sign)


def test_names_numbers_links_and_signatures_make_no_difference() -> None:
    texts = [
        copy("Ann", sign="Tom"),
        copy("Zoé", sign="^JL"),
        "@bob " + copy("Bob", sign="Julie https://example.com/a1"),
        "Thank you so much for your help, Ann. Tom",
        "Your lamp was sent on Monday with another parcel, and it will be there before the weekend.",
    ]
    found = clusters(texts)
    assert [(one.leader, one.members) for one in found] == [(0, (0, 1, 2))]


def test_two_or_short_ones_are_no_cluster() -> None:
    assert clusters([copy(), copy("Bob")]) == []
    assert clusters(["Thanks for your message!"] * 5) == []
    assert clusters([]) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 30))
def test_clusters_are_those_of_comparing_every_pair(seed: int, n: int) -> None:
    chance = Random(seed)
    base = [" ".join(chance.sample(WORDS, 24)) for _ in range(4)]
    texts = []
    for _ in range(n):
        words = chance.choice(base).split()
        for _ in range(chance.randint(0, 2)):
            words[chance.randrange(len(words))] = chance.choice(WORDS)
        texts.append(" ".join(words))
    sets = [shingles(body_words(fold(text))) for text in texts]
    found = clusters(texts)
    clustered = {member: one.leader for one in found for member in one.members}
    for one in found:
        assert all(resemblance(sets[one.leader], sets[m]) >= ALIKE for m in one.members)
    # No reply is left out that resembles a leader; and who resembles three others leads or follows.
    for number in range(n):
        if number not in clustered:
            assert all(resemblance(sets[number], sets[one.leader]) < ALIKE for one in found)
    for one, other in combinations({one.leader for one in found}, 2):
        assert resemblance(sets[one], sets[other]) < ALIKE


def test_the_largest_clusters_and_the_share() -> None:
    texts = [copy(name) for name in ("Ann", "Bob", "Léa", "Tom")]
    texts += [f"Hello {name}! {' '.join(WORDS)}" for name in ("Ann", "Bob", "Léa")]
    texts += ["Hi Ann, it left today. Tom"]
    many = [exchange(line, text, agent="Tom") for line, text in enumerate(texts, 2)]
    found = counted(many).record()
    assert [one["replies"] for one in found["clusters"]] == [4, 3]
    assert found["clusters"][0]["channels"] == ["x"]
    assert found["clusters"][0]["agents"] == ["Tom"]
    assert found["shares"]["copy_pasted"] == {"n": 7, "of": 8, "share": 0.875, "sample": 8}


def test_what_is_drawn_stands_for_all(monkeypatch: object) -> None:
    shown, share = figures([Sampled(copy(name), "x", None) for name in ("A", "B", "C")], 3000)
    assert shown[0]["replies"] == 3000
    assert share == {"n": 3000, "of": 3000, "share": 1.0, "sample": 3}


def test_a_draw_of_many_is_near_the_truth(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(aggregates, "DRAWN", 300)
    chance = Random(7)
    many = []
    for line in range(2, 2002):
        text = copy() if line % 4 == 0 else " ".join(chance.sample(WORDS, 20))
        many.append(exchange(line, text))
    found = counted(many).record()
    assert found["shares"]["copy_pasted"]["sample"] == 300
    assert abs(found["shares"]["copy_pasted"]["share"] - 0.25) < 0.06
    assert abs(found["clusters"][0]["replies"] - 500) < 120
