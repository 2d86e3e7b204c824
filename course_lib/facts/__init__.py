"""Every fact that the course teaches, each with its source: read-only tables, loaded once, when first asked for.

Each name is called, as in ``foods()``, and gives a mapping from id to row, in the order of the file in ``data/``.
A slip in a file raises `FactsError`, which names the file, the entry and what was expected. No table has been
reviewed by a clinician until its file says so: see `reviewed`.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from course_lib.facts._load import FactsError, hosts, load, read, table
from course_lib.facts.care import CoachStep, EmergencyNumber, JapanContact, KeyNumber, Stretch
from course_lib.facts.case import Case, InterviewQuestion, Sentence
from course_lib.facts.cause import Cause
from course_lib.facts.circumstance import Circumstance
from course_lib.facts.claim import Claim
from course_lib.facts.class_plan import ClassCard, ClassPlan
from course_lib.facts.decision import CallFirst, DecisionOption, DecisionValue
from course_lib.facts.flashcard import FlashcardDeck, FlashcardKind
from course_lib.facts.handout import Handout, Japanese, Label
from course_lib.facts.leg_feeling import LegFeeling, LegStory
from course_lib.facts.location import LocationStudy
from course_lib.facts.medicine import Medicine
from course_lib.facts.needling_emergency import NeedlingEmergency
from course_lib.facts.nutrition import Food, NutrientTarget, WaterTarget
from course_lib.facts.plan import PlanOption
from course_lib.facts.point import Point
from course_lib.facts.practice import (
    AdverseEvents,
    BodySegment,
    CleanNeedleItem,
    ConsentPoint,
    FingerCun,
    Guidance,
    License,
    NeverAsFact,
    PointHazard,
    Position,
    PractitionerSign,
    SessionStep,
    SessionTotal,
    StatureFraction,
    VisitQuestion,
)
from course_lib.facts.question import Question
from course_lib.facts.reference import Reference
from course_lib.facts.slide_note import SlideNote
from course_lib.facts.trial import Evidence, Prevalence, Trial
from course_lib.facts.warning_sign import Urgency, UrgencyLevel, WarningSign

__all__ = [
    "FactsError", "Urgency", "adverse_events", "body_segments", "call_first", "case_sentences", "cases",
    "causes", "circumstances", "claims", "class_cards", "class_plans", "clean_needle", "coach_steps", "consent_points",
    "decision_options", "decision_values", "emergency_numbers", "evidence", "finger_cun", "flashcard_decks",
    "flashcard_kinds", "foods", "guidance", "handouts", "hosts", "interview", "japan_contacts", "japanese", "labels",
    "leg_feelings", "leg_stories", "licenses", "location_studies", "medicines",
    "needling_emergencies", "never_as_fact", "numbers",
    "nutrient_targets", "plan_options", "point_hazards", "points", "positions", "practice", "practitioner_signs",
    "prevalence", "questions", "references", "reviewed", "session_steps", "session_totals", "slide_notes",
    "stature_fractions", "stretches", "trials", "urgency_levels", "visit_questions", "warning_signs", "water_targets",
]  # fmt: skip

references = table("references.json", "references", Reference)
"""The sources of everything else."""
claims = table("claims.yaml", "claims", Claim)
"""The ledger: each claim of the article, what it leaves out, and what the course says."""
points = table("points.yaml", "points", Point, key="code")
"""The acupoints by code."""
circumstances = table("circumstances.yaml", "circumstances", Circumstance)
"""What about a person makes a verdict on a point stricter."""
questions = table("questions.yaml", "questions", Question)
"""The questions of the check-yourself parts."""
plan_options = table("plan.yaml", "options", PlanOption)
"""What a learner can put into her own plan."""
foods = table("foods.yaml", "foods", Food)
"""Servings of foods with their nutrients."""
nutrient_targets = table("nutrients.yaml", "targets", NutrientTarget)
"""Daily targets by region and age."""
water_targets = table("nutrients.yaml", "water", WaterTarget)
"""How much water who names."""
trials = table("trials.yaml", "trials", Trial)
"""The outcomes of trials of tablets, stretching, stockings, massage and water."""
evidence = table("evidence.yaml", "evidence", Evidence)
"""What all that was found about one thing adds up to, in both halves of the article."""
causes = table("causes.yaml", "causes", Cause)
"""Why legs cramp: the article's six causes and the two leading ideas, each with what speaks for and against it."""
class_plans = table("class_plans.yaml", "plans", ClassPlan)
"""Timed plans for a class."""
class_cards = table("class_cards.yaml", "cards", ClassCard)
"""What a class turns over: myths, role plays, teach-back, misunderstandings, questions."""
leg_feelings = table("leg_feelings.yaml", "feelings", LegFeeling)
"""What may feel like a cramp."""
leg_stories = table("leg_feelings.yaml", "stories", LegStory)
"""Invented stories to tell them apart."""
prevalence = table("prevalence.yaml", "studies", Prevalence)
"""How common cramps are, by study."""
warning_signs = table("warning_signs.yaml", "signs", WarningSign)
"""The signs that need a call, with their urgency."""
emergency_numbers = table("care_contacts.yaml", "emergency_numbers", EmergencyNumber)
"""Emergency and advice numbers by country code."""
japan_contacts = table("care_contacts.yaml", "japan", JapanContact)
"""Whom to ask in Japan."""
medicines = table("medicines.yaml", "medicines", Medicine)
"""Pain relief, remedies and limits: what is said of each, and the line beside all of them."""
stretches = table("relief.yaml", "stretches", Stretch)
"""Ways of stretching."""
coach_steps = table("relief.yaml", "coach", CoachStep)
"""The steps of the relief coach, in order."""
numbers = table("numbers.yaml", "numbers", KeyNumber)
"""Single numbers and short lists: cramps, clots, bath and heat, exercise, sleep, restless legs and more."""
session_steps = table("session.yaml", "steps", SessionStep)
"""The steps of an acupuncture visit, in order."""
slide_notes = table("slide_notes.yaml", "notes", SlideNote)
"""What a teacher says to each slide."""
session_totals = table("session.yaml", "totals", SessionTotal)
"""What sources say about the length and number of visits."""
positions = table("session.yaml", "positions", Position)
"""How to lie at each stage of pregnancy."""
clean_needle = table("needling_safety.yaml", "clean_needle", CleanNeedleItem)
"""The practitioner's clean-needle checklist."""
adverse_events = table("needling_safety.yaml", "adverse_events", AdverseEvents)
"""How often something went wrong, by source."""
point_hazards = table("needling_safety.yaml", "point_hazards", PointHazard)
"""Published harm at named points."""
practitioner_signs = table("needling_safety.yaml", "practitioner_signs", PractitionerSign)
"""The signs at which a practitioner does not needle."""
needling_emergencies = table("needling_emergencies.yaml", "emergencies", NeedlingEmergency)
"""What to do first when something goes wrong while the needles are in."""
interview = table("cases.yaml", "interview", InterviewQuestion)
"""The questions that a trainee can ask a simulated patient."""
case_sentences = table("cases.yaml", "sentences", Sentence)
"""What a trainee can say to a simulated patient: advice, and words while they talk."""
cases = table("cases.yaml", "cases", Case)
"""The simulated patients of the practice clinic."""
flashcard_decks = table("flashcards.yaml", "decks", FlashcardDeck)
"""The decks of flashcards."""
flashcard_kinds = table("flashcards.yaml", "kinds", FlashcardKind)
"""The kinds of flashcards: what each asks of which table."""
licenses = table("practitioners.yaml", "licenses", License)
"""What counts as a license, by country."""
consent_points = table("practitioners.yaml", "consent", ConsentPoint)
"""What belongs in the talk before a first needle."""
visit_questions = table("practitioners.yaml", "visit_questions", VisitQuestion)
"""What to ask or say at a visit."""
guidance = table("practitioners.yaml", "guidance", Guidance)
"""What official and professional bodies say about acupuncture in pregnancy."""
never_as_fact = table("practitioners.yaml", "never_as_fact", NeverAsFact)
"""The sentences that the course never states as fact."""
decision_options = table("decision.yaml", "options", DecisionOption)
"""What a reader with leg cramps can choose from, side by side."""
decision_values = table("decision.yaml", "values", DecisionValue)
"""What may matter to her when she chooses."""
call_first = table("decision.yaml", "call_first", CallFirst)
"""The circumstances at which a call comes before any choice."""
body_segments = table("body_measures.yaml", "segments", BodySegment)
"""The stretches of the body and their B-cun."""
finger_cun = table("body_measures.yaml", "finger_cun", FingerCun)
"""The measures on the hand and their cun."""
stature_fractions = table("body_measures.yaml", "stature_fractions", StatureFraction)
"""Landmarks and segments as shares of standing height."""
location_studies = table("location_studies.yaml", "studies", LocationStudy)
"""What studies found when practitioners and students marked points."""

handouts = table("handouts.yaml", "handouts", Handout)
"""The handouts, and which facts stand on each."""
labels = table("handouts.yaml", "labels", Label)
"""The words of the handouts' forms."""
japanese = table("japanese.yaml", "lines", Japanese)
"""The Japanese of every line on the handouts, by the line's address."""


@cache
def urgency_levels() -> Mapping[Urgency, UrgencyLevel]:
    """Return the words of each level by its `Urgency`, lowest first."""
    rows = load("warning_signs.yaml", "levels", UrgencyLevel, key="level")
    return MappingProxyType({Urgency(row.order): row for row in rows.values()})


@cache
def practice() -> Mapping[str, Mapping[str, Any]]:
    """Return everything about an acupuncture visit: the name of each table, and the table."""
    tables = (
        "session_steps session_totals positions clean_needle adverse_events point_hazards practitioner_signs "
        "licenses consent_points guidance never_as_fact"
    )
    return MappingProxyType({name: globals()[name]() for name in tables.split()})


def reviewed(file: str) -> str | None:
    """Return who reviewed a data file and when, or None where no clinician has yet (pages must then say so)."""
    contents = read(file)
    return contents.get("reviewed") if isinstance(contents, dict) else None
