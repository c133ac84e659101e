"""The whole season on one page for a coach, arranged once for screen, paper and workbook."""

from collections.abc import Sequence
from datetime import date

from periodise.domain.finding import Finding, Severity
from periodise.domain.inputs import Units
from periodise.domain.measures import mass, percent
from periodise.domain.plan import Phase, Plan
from periodise.domain.record import PlanRecord
from periodise.domain.rulebook import ExplainedRulebook
from periodise.views.audit_table import AuditLine, audit_table
from periodise.views.changes import changes_since, changes_told
from periodise.views.form_card import form_card
from periodise.views.glosses import told_words
from periodise.views.page import (
    Cell,
    Change,
    Fact,
    Form,
    Heading,
    PageTable,
    PhaseBar,
    SeasonPage,
)
from periodise.views.plain_text import cleaned_line
from periodise.views.privacy import is_private
from periodise.views.season import pack_ladder
from periodise.views.season_charts import load_chart, pack_chart
from periodise.views.session_text import carries_pack
from periodise.views.session_words import NAMES
from periodise.views.source_list import sources_of
from periodise.views.summary import (
    NOT_MEDICAL_ADVICE,
    race_left_out,
    risk_taken,
    season_figures,
    what_it_asks,
)
from periodise.views.week_pages import week_pages
from periodise.views.week_table import WEEK_HEADINGS, week_cells, weeks_note
from periodise.views.wording import WEEKDAY_NAMES, counted, day_text, lasting

PAPERS = {Units.METRIC: "a4", Units.IMPERIAL: "us-letter"}


def season_page(
    record: PlanRecord,
    *,
    rulebook: ExplainedRulebook,
    audit: Sequence[AuditLine],
    before: PlanRecord | None = None,
) -> SeasonPage:
    """Everything a coach is shown. `audit` is the judge's; `before` the revision that this one replaced."""
    plan, race = record.plan, record.inputs.race
    verdict, tone = _verdict(plan.findings)
    changes = changes_since(before, record)
    weeks = week_pages(record)
    findings = tuple(_finding(finding) for finding in plan.findings)
    table = audit_table(audit, rulebook=rulebook, inputs=record.inputs)
    return SeasonPage(
        title=cleaned_line(race.name),
        subtitle=_subtitle(record),
        lead=f"{day_text(race.date)}: {what_it_asks(record)}.",
        verdict=verdict,
        verdict_tone=tone,
        facts=_facts(record, rulebook),
        warnings=tuple(text for text in (risk_taken(record), race_left_out(record)) if text),
        changes_title=_changes_title(record, changes, before),
        changes_lead=changes_told(before, record),
        changes=changes,
        phase_bars=tuple(map(_phase_bar, plan.phases)),
        phases=_phases(plan),
        load_chart=load_chart(plan),
        pack_chart=pack_chart(record),
        weeks=_weeks(record),
        ladder=_ladder(record),
        form_card=_form_card(record),
        week_pages=weeks,
        audit=table,
        findings=findings,
        sources=sources_of(record, audit, rulebook),
        glosses=told_words(" ".join(change.text for change in findings) + " EFM"),
        footer=(NOT_MEDICAL_ADVICE, _colophon(record)),
        paper=PAPERS[record.inputs.plan.units],
    )


def _subtitle(record: PlanRecord) -> str:
    whose = "" if is_private(record) else f" for {cleaned_line(record.inputs.athlete.name)}"
    days = (record.inputs.race.date - record.plan.start).days
    return f"Training plan{whose}, {lasting(days)} from {day_text(record.plan.start)}"


def _verdict(findings: Sequence[Finding]) -> tuple[str, str]:
    """How the plan stands with the rules, in a sentence, and its colour."""
    open_hard = {one.rule for one in findings if one.severity is Severity.HARD and not one.waived}
    if open_hard:
        return f"Breaks {counted(len(open_hard), 'rule')} that must never be broken.", "broken"
    missed = {one.rule for one in findings if one.severity is Severity.WARNING}
    if missed:
        return f"Keeps every hard rule; misses {counted(len(missed), 'rule')} to aim for.", "warn"
    return "Keeps every rule.", "pass"


def _facts(record: PlanRecord, rulebook: ExplainedRulebook) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for label, text in season_figures(record, rulebook).items())


def _changes_title(record: PlanRecord, changes: Sequence[Change], before: PlanRecord | None) -> str:
    """Empty for a first revision, and where nothing is known of what stood there before."""
    is_known = bool(changes) or before is not None
    return f"What changed in revision {record.revision}" if record.revision and is_known else ""


def _form_card(record: PlanRecord) -> tuple[Fact, ...]:
    """The whole card, of which each event of the calendar tells a line."""
    if not any(carries_pack(session) for day in record.plan.days for session in day.sessions):
        return ()
    card = form_card(record.inputs.plan.carrier)
    fit = tuple(Fact("Fit", f"{line}.") for line in card.fit)
    form = tuple(Fact("Form", f"{line}.") for line in card.form)
    return (*fit, *form, Fact("Stop", card.stop))


def _phase_bar(phase: Phase) -> PhaseBar:
    days = (phase.end - phase.start).days
    return PhaseBar(phase.kind.value, phase.kind.value.capitalize(), days)


def _phases(plan: Plan) -> PageTable:
    headings = (Heading("Phase"), Heading("From", Form.DATE), Heading("Lasts"))
    return PageTable("Phases", headings, tuple(map(_phase_row, plan.phases)))


def _phase_row(phase: Phase) -> tuple[Cell, ...]:
    return (
        Cell(phase.kind.value, tone=phase.kind.value),
        _date_cell(phase.start),
        Cell(lasting((phase.end - phase.start).days)),
    )


def _weeks(record: PlanRecord) -> PageTable:
    units = record.inputs.plan.units
    rows = tuple(week_cells(week, units) for week in record.plan.weeks)
    return PageTable("Weeks", WEEK_HEADINGS, rows, weeks_note(units))


def _ladder(record: PlanRecord) -> PageTable:
    """Every step of the pack; without shares of body mass in a private plan."""
    shares = () if is_private(record) else (Heading("Of body mass"),)
    headings = (Heading("From", Form.DATE), Heading("Pack"), *shares, Heading("Session"))
    return PageTable("Pack ladder", headings, tuple(_rungs(record)))


def _rungs(record: PlanRecord) -> list[tuple[Cell, ...]]:
    units, body_kg = record.inputs.plan.units, record.inputs.athlete.body_mass_kg
    private = is_private(record)
    return [
        (
            _date_cell(rung.date),
            Cell(mass(rung.pack_mass_kg, units=units)),
            *(() if private else (Cell(percent(rung.pack_mass_kg / body_kg)),)),
            Cell(NAMES[rung.kind]),
        )
        for rung in pack_ladder(record.plan)
    ]


def _date_cell(day: date) -> Cell:
    return Cell(day_text(day), day)


def _finding(finding: Finding) -> Change:
    said = finding.message.removeprefix(f"{WEEKDAY_NAMES[finding.where.weekday()]} {finding.where}: ")
    waived = f" Accepted: {cleaned_line(finding.waived)}." if finding.waived else ""
    head = f"{finding.severity.value} {finding.rule}, {day_text(finding.where)}"
    return Change(head, f"{cleaned_line(said)}{waived}")


def _colophon(record: PlanRecord) -> str:
    return (
        f"Made by periodise, plan {str(record.plan_id)[:8]}, revision {record.revision}, "
        f"as of {day_text(record.as_of)}, rulebook {record.rulebook_version}."
    )
