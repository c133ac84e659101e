"""P-16: what is private is in no private export, whatever its form and wherever it is kept."""

import re
from datetime import date
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from periodise.domain.athlete import Athlete, Screen
from periodise.domain.coach_edit import CoachEdit, EditKind
from periodise.domain.finding import Finding, Severity
from periodise.domain.inputs import Inputs
from periodise.domain.noun import Noun
from periodise.domain.plan import Plan, Week
from periodise.domain.race import Away, OtherRace, Race, Trip
from periodise.domain.record import PlanRecord
from periodise.domain.replace import replace
from periodise.domain.session import Day, Session
from periodise.domain.training_log import LogEntry, LogKind, MissReason
from periodise.exports import EXPORTS
from periodise.views.calendar_ledger import with_calendar
from tests.coach.season import RULEBOOK, exported, planned

CANARY = "ZEBRA"
RULES = ("R-60", "R-61", "R-62", "R-82", "R-83", "R-90", "R-93")


class Secrets(NamedTuple):
    """What nobody else is to know of an athlete."""

    words: str
    body_kg: float
    birth_year: int
    heart_rate: int
    screen: Screen
    missed: MissReason


ONE = Secrets(CANARY, 71.23, 1961, 231, Screen(back_pain=True, osteoporosis=True), MissReason.ILLNESS)
OTHER = Secrets("GNU", 73.91, 1993, 199, Screen(hernia=True), MissReason.LIFE)
TOLD = re.compile(
    r"ZEBRA|71[.,]23|\b1961\b|Heart rate [0-9]|kg[^.;]{0,9}[0-9] % of body mass|osteoporosis|illness"
)
READABLE = [form for form in EXPORTS if form != "pdf"]
"""Paper is made of the same values as the page, and its letters are drawn."""
SHARED: dict[type[Noun], set[str]] = {
    Athlete: {"level", "easy_pace_s_per_km", "body_mass_kg"},
    Session: set(Session.model_fields) - {"title", "purpose", "note", "rules"},
    Away: {"start", "end"},
    LogEntry: set(LogEntry.model_fields) - {"reason"},
    Finding: {"severity", "where", "rule"},
}
"""What may be told, by noun. Body mass is kept to judge by, and never told: see TOLD."""
PRIVATE: dict[type[Noun], set[str]] = {
    Athlete: {"name", "birth_year", "max_heart_rate", "screen"},
    Session: {"title", "purpose", "note", "rules"},
    Away: {"reason"},
    LogEntry: {"reason"},
    Finding: {"message", "limit", "measured", "waived"},
}


def secretive(secrets: Secrets = ONE) -> PlanRecord:
    """A plan of record with a secret in every private field there is."""
    record, words = planned("ccc"), secrets.words
    days = tuple(_told(day, words) for day in record.plan.days)
    plan = record.plan.model_copy(update={"days": days, "findings": _findings(days[9].date, secrets)})
    noted = CoachEdit(
        kind=EditKind.NOTED, day=days[9].date, session=words, field="note", was=words, now=words, revision=3
    )
    return record.model_copy(
        update={
            "inputs": _inputs(record.inputs, days[20].date, secrets),
            "plan": plan,
            "revision": 3,
            "log": (LogEntry(date=days[2].date, kind=LogKind.MISSED, reason=secrets.missed),),
            "edits": (noted,),
        }
    )


def _told(day: Day, words: str) -> Day:
    own = {"title": f"{words} title", "purpose": f"{words} purpose", "note": f"{words} note"}
    return day.with_sessions(
        tuple(
            session.model_copy(update={**own, "rules": (*session.rules, *RULES)}) for session in day.sessions
        )
    )


def _findings(day: date, secrets: Secrets) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            rule=rule,
            severity=Severity.WARNING,
            where=day,
            limit=secrets.body_kg,
            measured=secrets.body_kg,
            message=f"{secrets.words} weighs {secrets.body_kg} kg",
            waived=f"{secrets.words} of {secrets.missed}",
        )
        for rule in ("R-62", "R-64", "R-90")
    )


def _inputs(inputs: Inputs, away: date, secrets: Secrets) -> Inputs:
    athlete = Athlete(
        name=f"{secrets.words} name",
        body_mass_kg=secrets.body_kg,
        birth_year=secrets.birth_year,
        max_heart_rate=secrets.heart_rate,
        screen=secrets.screen,
    )
    span = Away(start=away, end=away, reason=f"{secrets.words} of {secrets.missed}")
    return inputs.model_copy(update={"athlete": athlete, "away": (span,)})


def words_of(content: bytes, form: str) -> str:
    """Everything that can be read in an export, unpacked."""
    if form == "xlsx":
        with ZipFile(BytesIO(content)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    if form == "ics":
        return content.replace(b"\r\n ", b"").decode()
    return content.decode()


@pytest.mark.parametrize("form", EXPORTS)
def test_two_athletes_who_differ_in_nothing_but_secrets_share_the_same_bytes(form: str) -> None:
    one, other = (exported(secretive(secrets), form, private=True) for secrets in (ONE, OTHER))
    assert one == other


def test_a_calendar_that_was_private_from_the_start_is_not_revised_by_an_export() -> None:
    record = planned("ccc")
    settings = replace(record.inputs.calendar, private=True)
    always = record.model_copy(
        update={"inputs": record.inputs.model_copy(update={"calendar": settings}), "calendar": {}}
    )
    told = with_calendar(always, rulebook=RULEBOOK)
    assert b"SEQUENCE:1" not in exported(told, "ics", private=True)
    assert exported(told, "ics", private=True) == exported(told, "ics")


@pytest.mark.parametrize("form", READABLE)
def test_a_private_export_tells_no_secret(form: str) -> None:
    assert TOLD.findall(words_of(exported(secretive(), form, private=True), form)) == []


@pytest.mark.parametrize("form", READABLE)
def test_the_same_secrets_are_told_where_nobody_asked_for_privacy(form: str) -> None:
    assert CANARY in words_of(exported(secretive(), form), form)


@pytest.mark.parametrize("noun", list(SHARED), ids=lambda noun: noun.__name__)
def test_every_field_is_either_private_or_may_be_told(noun: type[Noun]) -> None:
    assert SHARED[noun] | PRIVATE[noun] == set(noun.model_fields)


@pytest.mark.parametrize("noun", [Race, OtherRace, Trip, Week, Plan])
def test_the_other_nouns_hold_no_field_about_a_body(noun: type[Noun]) -> None:
    suspicious = ("body", "birth", "heart", "reason", "injur", "ill", "screen", "note")
    assert [name for name in noun.model_fields if any(word in name for word in suspicious)] == []
