"""Every fact that the course teaches, each with its source: read-only tables, loaded once, when first asked for.

Each name is called, as in ``foods()``, and gives a mapping from id to row, in the order of the file in ``data/``.
A slip in a file raises `FactsError`, which names the file, the entry and what was expected. No table has been
reviewed by a clinician until its file says so: see `reviewed`.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from course_lib.facts._load import FactsError as FactsError
from course_lib.facts._load import Table, load, read
from course_lib.facts.care import CoachStep, EmergencyNumber, JapanContact, KeyNumber, Stretch
from course_lib.facts.case import Case, InterviewQuestion, Sentence
from course_lib.facts.cause import Cause
from course_lib.facts.circumstance import Circumstance
from course_lib.facts.claim import Claim
from course_lib.facts.class_plan import ClassCard, ClassPlan
from course_lib.facts.decision import CallFirst, DecisionOption, DecisionValue
from course_lib.facts.flashcard import FlashcardDeck, FlashcardKind
from course_lib.facts.handout import Handout, Japanese, Label
from course_lib.facts.host import Host
from course_lib.facts.leg_feeling import LegFeeling, LegStory
from course_lib.facts.location import LocationStudy
from course_lib.facts.marking import MarkLine
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
    FromTheLedger,
    Guidance,
    License,
    PointHazard,
    Position,
    PractitionerSign,
    SessionStep,
    SessionTotal,
    StatureFraction,
)
from course_lib.facts.question import Question
from course_lib.facts.reference import Reference
from course_lib.facts.slide_note import SlideNote
from course_lib.facts.trial import Evidence, Prevalence, Trial
from course_lib.facts.warning_sign import Urgency as Urgency
from course_lib.facts.warning_sign import UrgencyLevel, WarningSign

references = Table("references.json", "references", Reference)
"""The sources of everything else."""
hosts = Table("hosts.yaml", "hosts", Host, key="host")
"""The hosts that may be linked, by name."""
claims = Table("claims.yaml", "claims", Claim)
"""The ledger: each claim of the article, what it leaves out, and what the course says."""
points = Table("points.yaml", "points", Point, key="code")
"""The acupoints by code."""
circumstances = Table("circumstances.yaml", "circumstances", Circumstance)
"""What about a person makes a verdict on a point stricter."""
questions = Table("questions.yaml", "questions", Question)
"""The questions of the check-yourself parts."""
plan_options = Table("plan.yaml", "options", PlanOption)
"""What a learner can put into her own plan."""
foods = Table("foods.yaml", "foods", Food)
"""Servings of foods with their nutrients."""
nutrient_targets = Table("nutrients.yaml", "targets", NutrientTarget)
"""Daily targets by region and age."""
water_targets = Table("nutrients.yaml", "water", WaterTarget)
"""How much water who names."""
trials = Table("trials.yaml", "trials", Trial)
"""The outcomes of trials of tablets, stretching, stockings, massage and water."""
evidence = Table("evidence.yaml", "evidence", Evidence)
"""What all that was found about one thing adds up to, in both halves of the article."""
causes = Table("causes.yaml", "causes", Cause)
"""Why legs cramp: the article's six causes and the two leading ideas, each with what speaks for and against it."""
class_plans = Table("class_plans.yaml", "plans", ClassPlan)
"""Timed plans for a class."""
class_cards = Table("class_cards.yaml", "cards", ClassCard)
"""What a class turns over: myths, role plays, teach-back, misunderstandings, questions."""
leg_feelings = Table("leg_feelings.yaml", "feelings", LegFeeling)
"""What may feel like a cramp."""
leg_stories = Table("leg_feelings.yaml", "stories", LegStory)
"""Invented stories to tell them apart."""
prevalence = Table("prevalence.yaml", "studies", Prevalence)
"""How common cramps are, by study."""
warning_signs = Table("warning_signs.yaml", "signs", WarningSign)
"""The signs that need a call, with their urgency."""
emergency_numbers = Table("care_contacts.yaml", "emergency_numbers", EmergencyNumber)
"""Emergency and advice numbers by country code."""
japan_contacts = Table("care_contacts.yaml", "japan", JapanContact)
"""Whom to ask in Japan."""
medicines = Table("medicines.yaml", "medicines", Medicine)
"""Pain relief, remedies and limits: what is said of each, and the line beside all of them."""
stretches = Table("relief.yaml", "stretches", Stretch)
"""Ways of stretching."""
coach_steps = Table("relief.yaml", "coach", CoachStep)
"""The steps of the relief coach, in order."""
numbers = Table("numbers.yaml", "numbers", KeyNumber)
"""Single numbers and short lists: cramps, clots, bath and heat, exercise, sleep, restless legs and more."""
session_steps = Table("session.yaml", "steps", SessionStep)
"""The steps of an acupuncture visit, in order."""
slide_notes = Table("slide_notes.yaml", "notes", SlideNote)
"""What a teacher says to each slide."""
session_totals = Table("session.yaml", "totals", SessionTotal)
"""What sources say about the length and number of visits."""
positions = Table("session.yaml", "positions", Position)
"""How to lie at each stage of pregnancy."""
clean_needle = Table("needling_safety.yaml", "clean_needle", CleanNeedleItem)
"""The practitioner's clean-needle checklist."""
adverse_events = Table("needling_safety.yaml", "adverse_events", AdverseEvents)
"""How often something went wrong, by source."""
point_hazards = Table("needling_safety.yaml", "point_hazards", PointHazard)
"""Published harm at named points."""
practitioner_signs = Table("needling_safety.yaml", "practitioner_signs", PractitionerSign)
"""The signs at which a practitioner does not needle."""
needling_emergencies = Table("needling_emergencies.yaml", "emergencies", NeedlingEmergency)
"""What to do first when something goes wrong while the needles are in."""
interview = Table("cases.yaml", "interview", InterviewQuestion)
"""The questions that a trainee can ask a simulated patient."""
case_sentences = Table("cases.yaml", "sentences", Sentence)
"""What a trainee can say to a simulated patient: advice, and words while they talk."""
cases = Table("cases.yaml", "cases", Case)
"""The simulated patients of the practice clinic."""
mark_lines = Table("marking.yaml", "lines", MarkLine)
"""The lines of a simulated patient's checklist."""
critical_errors = Table("marking.yaml", "critical", Label)
"""The errors that fail a simulated patient's case at once."""
flashcard_decks = Table("flashcards.yaml", "decks", FlashcardDeck)
"""The decks of flashcards."""
flashcard_kinds = Table("flashcards.yaml", "kinds", FlashcardKind)
"""The kinds of flashcards: what each asks of which table."""
licenses = Table("practitioners.yaml", "licenses", License)
"""What counts as a license, by country."""
consent_points = Table("practitioners.yaml", "consent", ConsentPoint)
"""What belongs in the talk before a first needle."""
visit_questions = Table("practitioners.yaml", "visit_questions", FromTheLedger)
"""What to ask or say at a visit."""
guidance = Table("practitioners.yaml", "guidance", Guidance)
"""What official and professional bodies say about acupuncture in pregnancy."""
never_as_fact = Table("practitioners.yaml", "never_as_fact", FromTheLedger)
"""The sentences that the course never states as fact."""
decision_options = Table("decision.yaml", "options", DecisionOption)
"""What a reader with leg cramps can choose from, side by side."""
decision_values = Table("decision.yaml", "values", DecisionValue)
"""What may matter to her when she chooses."""
call_first = Table("decision.yaml", "call_first", CallFirst)
"""The circumstances at which a call comes before any choice."""
body_segments = Table("body_measures.yaml", "segments", BodySegment)
"""The stretches of the body and their B-cun."""
finger_cun = Table("body_measures.yaml", "finger_cun", FingerCun)
"""The measures on the hand and their cun."""
stature_fractions = Table("body_measures.yaml", "stature_fractions", StatureFraction)
"""Landmarks and segments as shares of standing height."""
location_studies = Table("location_studies.yaml", "studies", LocationStudy)
"""What studies found when practitioners and students marked points."""

handouts = Table("handouts.yaml", "handouts", Handout)
"""The handouts, and which facts stand on each."""
labels = Table("handouts.yaml", "labels", Label)
"""The words of the handouts' forms."""
japanese = Table("japanese.yaml", "lines", Japanese)
"""The Japanese of every line on the handouts, by the line's address."""


TABLES = {name: value for name, value in globals().items() if isinstance(value, Table)}
"""Every table by its name here."""


@cache
def urgency_levels() -> Mapping[Urgency, UrgencyLevel]:
    """Return the words of each level by its `Urgency`, lowest first."""
    rows = load("warning_signs.yaml", "levels", UrgencyLevel, key="level")
    return MappingProxyType({Urgency(row.order): row for row in rows.values()})


def reviewed(file: str) -> str | None:
    """Return who reviewed a data file and when, or None where no clinician has yet (pages must then say so)."""
    contents = read(file)
    return contents.get("reviewed") if isinstance(contents, dict) else None
