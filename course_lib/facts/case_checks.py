"""Checks that every id in the cases is the id of something: one sentence for each that is not."""

from collections.abc import Iterable, Iterator

from course_lib import facts
from course_lib.facts.case import Case


def unknown_ids() -> Iterator[str]:
    """Yield a question, sign, circumstance, sentence, point or mishap that the tables of facts do not have."""
    signs, circumstances = facts.warning_signs(), facts.circumstances()
    for question in facts.interview().values():
        yield from _missing(question.id, "warning sign", question.signs, signs)
        yield from _missing(question.id, "circumstance", question.circumstances, circumstances)
    for sentence in facts.case_sentences().values():
        true_of_some = [*sentence.dangerous_with, *sentence.not_for]
        yield from _missing(sentence.id, "sign or circumstance", true_of_some, {*signs, *circumstances})
    for case in facts.cases().values():
        yield from _of_case(case)


def _of_case(case: Case) -> Iterator[str]:
    interview = facts.interview()
    sentences = facts.case_sentences().values()
    words = [each.id for each in sentences if each.part == "words"]
    advice = [each.id for each in sentences if each.part == "advice"]
    asked_for = [point for request in case.requests for point in request.points]
    planned = [point for plan in case.plans for point in plan.depths]
    kinds = [case.event.kind] if case.event else []
    numbered = [*case.event.begin_with, *case.event.not_called_for] if case.event else []
    emergency = facts.needling_emergencies().get(case.event.kind) if case.event else None
    steps = range(1, len(emergency.first_steps) + 1) if emergency else ()
    for what, named, known in (
        ("question", [*case.answers, *case.essential], interview),
        ("question", case.japanese, [*interview, "opening", "event"]),
        ("warning sign", case.signs, facts.warning_signs()),
        ("circumstance", case.circumstances, facts.circumstances()),
        ("sentence", case.needs, [*words, *advice]),
        ("sentence of words", case.words, words),
        ("piece of advice", case.advice, advice),
        ("point", [*asked_for, *planned], facts.points()),
        ("thing that goes wrong", kinds, facts.needling_emergencies()),
        ("first step", map(str, numbered), map(str, steps)),
    ):
        yield from _missing(case.id, what, named, known)
    if "weeks" not in case.answers:
        yield f"cases.yaml, entry '{case.id}': expected her own answer to the question 'weeks'"


def _missing(entry: str, what: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    names = set(known)
    for each in named:
        if each not in names:
            yield f"cases.yaml, entry '{entry}': no {what} is called '{each}'; expected a known id"
