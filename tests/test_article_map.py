"""Every section of the article has its place in the course: the article's own headings, in its order, as a table."""

import pytest

from course_lib import facts
from tests.pages import PAGES, headings

# The article's heading -> the page and the section where a reader finds it told, checked and put right.
PLACES = {
    "Introduction": ("01_what_is_a_cramp", "How common it is"),
    "What Are Leg Cramps During Pregnancy?": ("01_what_is_a_cramp", "What happens in the muscle"),
    "Causes of Leg Cramps During Pregnancy": ("02_causes", "The article's six ideas"),
    "1. Increased Weight and Pressure": ("02_causes", "Weight and pressure"),
    "2. Hormonal Changes": ("02_causes", "Hormones"),
    "3. Nutrient Deficiencies": ("02_causes", "Missing nutrients"),
    "4. Dehydration": ("02_causes", "Too little water"),
    "5. Fatigue and Inactivity": ("02_causes", "Fatigue and inactivity"),
    "6. Poor Circulation": ("02_causes", "Poor circulation"),
    "Symptoms of Leg Cramps During Pregnancy": ("01_what_is_a_cramp", "What it feels like"),
    "How to Prevent Leg Cramps During Pregnancy": ("03_prevention", "What was tested"),
    "1. Stay Hydrated": ("03_prevention", "1. Water"),
    "2. Maintain a Balanced Diet": ("03_prevention", "2. Food"),
    "3. Exercise Regularly": ("03_prevention", "3. Moving"),
    "4. Practice Good Posture": ("03_prevention", "4. Posture"),
    "5. Wear Supportive Footwear": ("03_prevention", "5. Shoes and stockings"),
    "6. Get Adequate Rest": ("03_prevention", "6. Rest and sleep"),
    "Safe Remedies for Relieving Leg Cramps": ("04_relief", "The next 60 seconds"),
    "1. Stretch the Affected Muscle": ("04_relief", "1. Stretch it"),
    "2. Massage the Muscle": ("04_relief", "2. Stroke it gently"),
    "3. Apply Heat": ("04_relief", "3. Warm it, or cool it"),
    "4. Walk It Out": ("04_relief", "4. Walk a few steps"),
    "5. Take a Warm Bath": ("04_relief", "5. Later: a warm bath"),
    "When to contact your healthcare provider": ("05_warning_signs", "How the check decides"),
    "In addition to preventing leg cramps (healthy lifestyle)": ("03_prevention", "Feeling well"),
    "Acupuncture for Leg Cramps During Pregnancy in Tokyo": ("06_acupuncture", "What acupuncture is"),
    "How Acupuncture Treats Leg Cramps During Pregnancy": ("06_acupuncture", "Five ways it is said to work"),
    "Benefits of Acupuncture for Pregnant Women": ("06_acupuncture", "What else it is said to help"),
    "Key Acupoints for Leg Cramps During Pregnancy": ("07_acupoints", "The article's five points"),
    "Contraindicated Acupoints": ("07_acupoints", "The two that the article forbids"),
    "Safety Considerations for Acupuncture During Pregnancy": ("08_choosing_care", "Before you book"),
    "What to Expect During an Acupuncture Session": ("08_choosing_care", "A visit, minute by minute"),
    "Conclusion": ("06_acupuncture", "Take away"),
}
# The ledger shortens one of the article's headings.
LEDGER = {"How to Prevent Leg Cramps": "How to Prevent Leg Cramps During Pregnancy"}


@pytest.mark.parametrize("section", PLACES)
def test_every_section_of_the_article_has_its_section_in_the_course(section: str) -> None:
    page, heading = PLACES[section]
    assert heading in [text for _, text in headings(page)]


def test_the_ledger_speaks_of_every_section_and_of_no_other() -> None:
    assert {LEDGER.get(claim.section, claim.section) for claim in facts.claims().values()} == set(PLACES)


def test_all_154_entries_have_a_page_of_their_own_topic() -> None:
    """That each stands there with the course's statement is held in test_pages."""
    claims = facts.claims().values()
    assert len(claims) == 154
    assert sum(claim.omission for claim in claims) == 7
    assert {claim.topic for claim in claims} <= set(PAGES)
