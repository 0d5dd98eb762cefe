"""The same question with other answers: what is the same, what differs, and what is kept of it."""

from __future__ import annotations

import pytest
from made import counted, exchange, linter

from replylint import Reply
from replylint.audit.metrics import contradictions
from replylint.audit.metrics.contradictions import differs, question_of, read_answer


def question(inbound: str, text: str = "Hi Tom, yes we do. Anna") -> str | None:
    return question_of(linter().read(Reply(text, channel="facebook", inbound=inbound)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Do you ship to Canada?", "hi!! do u ship to canada please?"),
        ("Is parking free for guests?", "@acme hello, free parking for a guest??"),
        ("What time do you open on Sundays?", "what time do u open sunday??"),
        (
            "How much is delivery to Jersey?",
            "Hey team, how much does the delivery cost to Jersey please?",
        ),
    ],
)
def test_the_same_question_in_other_words(one: str, other: str) -> None:
    assert question(one) == question(other) is not None


def test_the_same_question_in_french() -> None:
    text = "Bonjour, oui, nous livrons en Suisse. Julie"
    one = question("Livrez-vous en Suisse ?", text)
    assert one == question("bonjour est-ce que vous livrez en suisse svp ?", text) is not None
    assert one != question("Livrez-vous en Suède ?", text)


@pytest.mark.parametrize(
    "inbound",
    [
        "When will my order arrive in Jersey?",  # their own case
        "Où en est ma commande de rideaux ?",
        "Is the shop in Leeds open tomorrow?",  # the day on which it is asked
        "Le magasin de Lyon est ouvert aujourd'hui ?",
        "Why?",  # says too little
        "Lovely shop in Leeds, thank you!",  # asks nothing
        "Do you ship to Canada? " + "Our dog barked at the parcel again. " * 20,
    ],
)
def test_what_is_no_question_that_others_ask(inbound: str) -> None:
    assert question(inbound) is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Hi Tom, yes we ship to Canada. Anna", "Hi Ann, unfortunately we don't. Tom", "yes-no"),
        ("Oui, tout à fait. Julie", "Bonjour, nous ne livrons plus en Suisse. Léa", "yes-no"),
        ("Allow 3 days. Anna", "It takes within 2 weeks. Tom", "time"),
        ("Sous 48 h. Julie", "Dans 5 jours. Léa", "time"),
        ("Within 3 working days. Anna", "Within 5 business days. Tom", "working-days"),
        ("We open at 10am. Anna", "We're open from 9:30 to 18:00. Tom", "clock"),
        ("On ouvre à 10h. Julie", "Dès 9h30. Léa", "clock"),
        ("La livraison est à 4,90 €. Julie", "Elle coûte 6 euros. Léa", "money"),
        ("It's £4. Anna", "Delivery is £4.50. Tom", "money"),
        ("20% off. Anna", "You get 10 % off. Tom", "share"),
        ("Sous 48 h. Julie", "Dans 2 jours. Léa", None),
        ("We open at 10am. Anna", "From 10:00 to 6pm. Tom", None),
        ("It's £4. Anna", "Delivery is £4.00. Tom", None),
        ("Yes we do. Anna", "Yes, of course, you can. Tom", None),
        ("No problem, yes you can! Anna", "Yes! Tom", None),
        ("We'll look. Anna", "Thanks for asking. Tom", None),
        ("Within 3 days. Anna", "It's £4. Tom", None),
    ],
)
def test_answers_that_contradict_each_other(one: str, other: str, kind: str | None) -> None:
    first, second = (read_answer(linter().read(Reply(text, channel="x"))) for text in (one, other))
    assert differs(first, second) == differs(second, first) == kind


ASKED = [
    exchange(3, "Hi Tom, yes we ship to Canada. Anna", inbound="Do you ship to Canada?"),
    exchange(5, "Unfortunately we don't, write to jo@example.com. Tom",
             inbound="hi do u ship to canada? i am at 01632 960961"),
    exchange(8, "We open at 10am. Anna", inbound="When do you open on Sundays?"),
    exchange(9, "We open at 10am. Tom", inbound="when do you open sunday?"),
    exchange(11, "Allow 3 days. Anna", inbound="How long does the repair of boots take?"),
]  # fmt: skip


def test_the_record_shows_them_masked() -> None:
    found = counted([ASKED[0], exchange(5, "Unfortunately we don't, write to jo@example.com. Tom",
                                        inbound="do u ship to canada?"), *ASKED[2:]])  # fmt: skip
    record = found.record()["contradictions"]
    assert (record["questions"], record["contradicted"]) == (2, 1)
    (sample,) = record["samples"]
    assert (sample["kind"], sample["question"]) == ("yes-no", "Do you ship to Canada?")
    assert [answer["line"] for answer in sample["answers"]] == [3, 5]
    assert "jo@example.com" not in str(sample)


def test_a_question_with_a_number_of_its_own_is_another_one() -> None:
    assert counted(ASKED[:2]).record()["contradictions"]["questions"] == 0


def test_however_many_questions_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contradictions, "QUESTIONS", 5)
    many = [
        exchange(2 * n + again, f"It takes {n + again} days. Anna",
                 inbound=f"How long does repair number {n} take?")
        for n in range(100)
        for again in range(2)
    ]  # fmt: skip
    found = counted(many)
    assert len(found.contradictions.asked) <= 10
    assert found.record()["contradictions"]["contradicted"] == 5
