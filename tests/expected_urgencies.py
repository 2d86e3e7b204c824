"""What somebody says, and how urgently it must be answered: read from the review and the evidence before the rules
were touched, never from the course's own table.

Each row: her words, the signs that she would tick, the level that must come out, and where that stands. ``A`` and
``D`` are lines of the clinical reading; ``evidence`` is the table of red flags gathered before the course was written.
Where two of them differ the stricter one is taken, but for a heartbeat alone, which A21 calls a false alarm.
"""

EMERGENCY, CALL, VISIT, NOTHING = "emergency now", "call now, day or night", "next visit", "not asked"

SAID: tuple[tuple[str, list[str], str, str], ...] = (
    # The scenarios of the reading.
    ("one leg cold, pale, painful", ["cold-pale-leg"], EMERGENCY, "D, A7"),
    ("37.8 C, shaking, very ill", ["very-ill"], EMERGENCY, "D, A6"),
    ("regular tightenings at 31 weeks", ["contractions"], CALL, "D, A6"),
    ("breathless over two days", ["breathless"], EMERGENCY, "D, A6"),
    ("both thighs swollen and sore", ["both-legs-swollen"], CALL, "D, A20"),
    ("itching palms at 34 weeks", ["itching"], CALL, "D, A6"),
    ("thoughts of ending her life", ["dark-thoughts"], CALL, "D, A9"),
    ("weakness and vomiting with cramps, 10 weeks", ["vomiting", "weak-muscles"], CALL, "D"),
    ("nothing of all this", [], NOTHING, "evidence"),
    # Collapse, fits, stroke, artery.
    ("she fainted", ["fainting"], EMERGENCY, "evidence: fainting"),
    ("she does not answer", ["not-answering"], EMERGENCY, "A2"),
    ("she does not breathe normally", ["not-answering"], EMERGENCY, "A2"),
    ("a fit", ["seizure"], EMERGENCY, "A2, evidence: seizure-bleeding-severe-pain"),
    ("one side of the face hangs", ["stroke"], EMERGENCY, "A7"),
    ("an arm suddenly weak", ["stroke"], EMERGENCY, "A7"),
    ("one leg suddenly weak, and her speech is slurred", ["stroke"], EMERGENCY, "A7"),
    ("one leg pale and numb", ["cold-pale-leg"], EMERGENCY, "A7"),
    ("the calf is tight and hard after a bleed into it", ["tight-leg"], EMERGENCY, "A4"),
    # Chest and heart.
    ("suddenly short of breath", ["breathless"], EMERGENCY, "evidence: breathless"),
    ("chest pain", ["chest-pain"], EMERGENCY, "evidence: chest-pain"),
    ("coughing up blood", ["coughing-blood"], EMERGENCY, "evidence: coughing-blood"),
    ("the heart races and does not settle at rest", ["heart-not-settling"], EMERGENCY, "A21"),
    ("the heart skips, and she feels faint", ["heart-not-settling"], EMERGENCY, "A21"),
    ("the heart raced for a minute and settled", ["fast-heartbeat"], CALL, "A21"),
    # Blood pressure, and what goes with it.
    ("measured 162 over 100", ["very-high-blood-pressure"], EMERGENCY, "A6"),
    ("measured 150 over 110", ["very-high-blood-pressure"], EMERGENCY, "A6"),
    ("measured 141 over 85", ["high-blood-pressure"], CALL, "A6"),
    ("measured 130 over 90", ["high-blood-pressure"], CALL, "A6"),
    ("a very bad headache, all at once", ["thunderclap-headache"], EMERGENCY, "evidence: thunderclap-headache"),
    ("a headache that will not go", ["headache"], CALL, "A6"),
    ("flickering sight", ["sight"], CALL, "evidence: pre-eclampsia"),
    ("the face swelled overnight", ["sudden-swelling"], CALL, "evidence: pre-eclampsia"),
    ("pain under the ribs", ["pain-under-ribs"], CALL, "evidence: pre-eclampsia"),
    ("pain in the upper middle belly", ["pain-under-ribs"], CALL, "A6"),
    ("new vomiting at 33 weeks", ["vomiting"], CALL, "evidence: pre-eclampsia"),
    # Infection and the whole body.
    ("shaking chills without a fever", ["very-ill"], EMERGENCY, "A6, D"),
    ("38.2 C and otherwise well", ["fever"], CALL, "evidence: fever"),
    ("vomiting that does not stop", ["vomiting"], CALL, "A6"),
    ("cannot keep water down", ["vomiting"], CALL, "A6"),
    ("overwhelming tiredness", ["very-tired"], CALL, "A6"),
    ("smelly discharge after the birth", ["discharge"], CALL, "A6"),
    ("itching soles", ["itching"], CALL, "A6"),
    # Belly, baby, bleeding.
    ("heavy bleeding", ["heavy-bleeding"], EMERGENCY, "evidence: seizure-bleeding-severe-pain"),
    ("a bad belly pain that does not stop", ["severe-belly-pain"], EMERGENCY, "evidence: seizure-bleeding-severe-pain"),
    ("a little bleeding", ["bleeding"], CALL, "evidence: baby-moves-less-bleeding-fluid"),
    ("water is leaking", ["waters"], CALL, "evidence: baby-moves-less-bleeding-fluid"),
    ("the baby moves less", ["baby-moves-less"], CALL, "evidence: baby-moves-less-bleeding-fluid"),
    ("no movement since this morning", ["baby-moves-less"], CALL, "C"),
    # The mind.
    ("thoughts of harming the baby", ["dark-thoughts"], CALL, "A6, A9"),
    ("she may act on it", ["may-act"], EMERGENCY, "A9"),
    # Legs.
    ("one calf swollen", ["one-leg-swollen"], CALL, "evidence: one-leg-swollen"),
    ("one thigh sore also at rest", ["one-leg-swollen"], CALL, "A10, evidence: one-leg-swollen"),
    ("one buttock sore all the time", ["one-leg-swollen"], CALL, "A20"),
    ("sore since the cramp, and not fading", ["one-leg-swollen"], CALL, "A10"),
    ("a swollen leg and short of breath", ["one-leg-swollen", "breathless"], EMERGENCY, "evidence: one-leg-swollen"),
    ("a cramp for a quarter of an hour", ["cramp-over-10-min"], CALL, "evidence: cramp-over-10-min"),
    ("calf pain since the run", ["calf-pain-after-exercise"], CALL, "evidence: calf-pain-after-exercise"),
    ("numb between the legs", ["cauda-equina"], EMERGENCY, "evidence: cauda-equina, C"),
    ("cannot pass urine", ["cauda-equina"], EMERGENCY, "evidence: cauda-equina"),
    ("both legs weak", ["cauda-equina"], EMERGENCY, "evidence: cauda-equina"),
    ("one foot numb since Monday", ["leg-numb-or-weak"], CALL, "evidence: leg-numb-or-weak"),
    ("cramps wake her each night", ["cramps-break-sleep"], VISIT, "evidence: cramps-break-sleep"),
    ("she must move her legs at night", ["restless-legs"], VISIT, "evidence: restless-legs"),
    ("she wants magnesium", ["supplement-or-medicine"], VISIT, "evidence: supplement-or-medicine"),
    # Signs that official lists name, or that are severe and that nobody else on the list would catch.
    ("she does not make sense", ["confused"], EMERGENCY, "HSE: sepsis in pregnancy"),
    ("she hears voices", ["confused"], EMERGENCY, "own caution"),
    ("cold and clammy, no fever", ["very-ill"], EMERGENCY, "HSE: sepsis in pregnancy"),
    ("she has to push", ["baby-coming"], EMERGENCY, "own caution"),
    ("the tongue swells after a herbal tea", ["allergy"], EMERGENCY, "own caution"),
    ("dizzy since yesterday", ["dizzy"], CALL, "CDC"),
    ("one arm swollen", ["arm-swollen"], CALL, "own caution"),
    ("yellow eyes", ["itching"], CALL, "NHS trust: cholestasis"),
    ("the cesarean wound oozes", ["discharge"], CALL, "own caution"),
    ("it burns when she passes urine", ["urine"], CALL, "own caution"),
    ("she fell on the stairs", ["injury"], CALL, "own caution"),
    ("nine weeks, pain low on the left", ["one-sided-belly-pain"], CALL, "own caution"),
    ("urine like cola after the cramps", ["weak-muscles"], CALL, "own caution"),
    ("sad nearly every day", ["low-mood"], VISIT, "CDC: talk to your provider"),
    # Other inputs of the same kinds, as a stranger tried them.
    ("out of breath on the stairs for three weeks", ["breathless"], EMERGENCY, "A6: of any kind"),
    ("a stab under the ribs on each breath", ["chest-pain"], EMERGENCY, "NHS Wales: pain when you breathe"),
    ("an ache in the jaw and the left arm", ["chest-pain"], EMERGENCY, "own caution"),
    ("one side of the body numb", ["stroke"], EMERGENCY, "A7"),
    ("suddenly blind in one eye", ["stroke"], EMERGENCY, "own caution"),
    ("ten days after the birth: no sleep, thoughts race", ["confused"], EMERGENCY, "own caution"),
    ("she is sure that the baby was swapped", ["confused"], EMERGENCY, "own caution"),
    ("38.5 C, a stiff neck, and the light hurts", ["stiff-neck"], EMERGENCY, "own caution"),
    ("a fever and a new rash", ["stiff-neck"], EMERGENCY, "own caution"),
    ("vomiting blood", ["coughing-blood"], EMERGENCY, "own caution"),
    ("a varicose vein burst, and it goes on bleeding", ["bleeding-not-stopping"], EMERGENCY, "own caution"),
    ("a nosebleed that pinching does not stop", ["bleeding-not-stopping"], EMERGENCY, "own caution"),
    ("she swallowed a whole strip of tablets", ["poisoning"], EMERGENCY, "own caution"),
    ("diabetes, and the sugar is very low", ["blood-sugar"], EMERGENCY, "own caution"),
    ("a belly that stays hard, no bad pain", ["contractions"], CALL, "own caution"),
    ("pain like a period at nine weeks", ["contractions"], CALL, "own caution"),
    ("regular tightenings at 39 weeks", ["contractions"], CALL, "own caution"),
    ("a dull belly pain at 25 weeks that stays", ["one-sided-belly-pain"], CALL, "own caution"),
    ("itching all over", ["itching"], CALL, "NHS trust: cholestasis"),
    ("blood in the urine", ["urine"], CALL, "own caution"),
    ("pain in the flank", ["urine"], CALL, "own caution"),
    ("diarrhea for two days, hardly any urine", ["vomiting"], CALL, "own caution"),
    ("a hot, painful breast", ["discharge"], CALL, "own caution"),
    ("the stitches hurt more each day", ["discharge"], CALL, "own caution"),
    ("the calf hurts on each walk, no sport", ["calf-pain-after-exercise"], CALL, "NHS Wales, own caution"),
    ("a pop in the cramp, and she cannot stand", ["calf-pain-after-exercise"], CALL, "own caution"),
    ("I wish I would not wake up", ["dark-thoughts"], CALL, "A9"),
    ("too low to feed the baby", ["dark-thoughts"], CALL, "A9, own caution"),
    ("two heparin injections forgotten", ["medicine-taken"], CALL, "own caution"),
    ("ibuprofen each day for a week", ["medicine-taken"], CALL, "own caution"),
    ("the baby moves wildly, not as usual", ["baby-moves-less"], CALL, "own caution"),
)

BEFORE = {
    "breathless": EMERGENCY, "chest-pain": EMERGENCY, "heart-not-settling": EMERGENCY, "fast-heartbeat": EMERGENCY,
    "coughing-blood": EMERGENCY, "fainting": EMERGENCY, "seizure": EMERGENCY, "heavy-bleeding": EMERGENCY,
    "severe-belly-pain": EMERGENCY, "thunderclap-headache": EMERGENCY, "cauda-equina": EMERGENCY,
    "one-leg-swollen": CALL, "cramp-over-10-min": CALL, "headache": CALL, "sight": CALL, "sudden-swelling": CALL,
    "pain-under-ribs": CALL, "vomiting": CALL, "calf-pain-after-exercise": CALL, "fever": CALL, "baby-moves-less": CALL,
    "bleeding": CALL, "waters": CALL, "leg-numb-or-weak": CALL, "cramps-break-sleep": VISIT, "restless-legs": VISIT,
    "supplement-or-medicine": VISIT,
}  # fmt: skip
"""The level of each part of the 17 signs that stood here before, by the sign that asks for it now."""

NOT_MEANT = {
    "cauda-equina": ("on a cough", "hard stool"), "cold-pale-leg": ("fell asleep",), "very-tired": ("broken night",),
    "fast-heartbeat": ("over in seconds",), "contractions": ("One tightening that passes",),
}  # fmt: skip
"""What a stranger ticked though it is common and harmless by itself: the sign says that it is not meant."""
