"""Personal data is seen in a question; questions about reports raise no alarm."""

import json
import time
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import known_names, nhs_number, personal_data
from index.authorities import Gazetteer


def nothing_known(words: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("please e-mail jo.bloggs+x@example.gov.uk about it", ("an e-mail address",)),
        ("ring 07700 900123 about missing children", ("a phone number",)),
        ("his number is +44 (0)20 7946 0018", ("a phone number",)),
        ("NHS 943 476 5919", ("an NHS number",)),
        ("9434765919", ("an NHS number",)),
        ("her NI number is QQ 12 34 56 C", ("a National Insurance number",)),
        ("form QQ 12 34 56 C", ()),  # no such prefix is given out
        ("her NI number is AB 12 34 56 C", ("a National Insurance number",)),
        ("family at 14 Elm Road, Leeds, DE1 2AB", ("an address",)),
        ("family at flat 3, DE1 2AB, number 14", ("an address",)),
        ("lives at 7 Old Mill Lane", ("an address",)),
        ("dob 3/4/2012", ("a date of birth",)),
        ("a boy born on 3 April 2012", ("a date of birth",)),
        ("girl (2012-04-03 date of birth)", ("a date of birth",)),
        ("case number 12345678", ("a case number",)),
        ("LCS ID: A/10422", ("a case number",)),
        ("the child's UPN is A801200001001", ("a case number",)),
        ("what should we do about Lucy Bloggs?", ("a person's name",)),
        ("lucy bloggs keeps going missing", ("a person's name",)),
        ("a child called Kayden", ("a person's name",)),
        ("Kayden's mum is angry", ("a person's name",)),
        ("Mr Bloggs has complained", ("a person's name",)),
    ],
)
def test_what_looks_like_personal_data_is_named(question, seen):
    assert personal_data(question, known=nothing_known) == seen


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors say about private fostering in Derby City in 2019?",
        "inspection of 8 July 2025, published 12/03/2025",
        "paragraphs 12-19 and 101 of the report",
        "did 1,234,567 children get a visit within 10 working days",
        "What happened to the 0300 123 1231 helpline letter",  # a number of no person: lines of services begin so
        "write to enquiries@example.gov.uk",
        "did Wilma Tarn lead the visit, inspections led by Brenda Quillfeather",
        "what was found at 22 Elm Lane short breaks unit",
        "comparing 2012 with 2022 for St Merrow",
        "inspected on 12/03/2019, children's services visit 12/03/2020",
        "unique pupil numbers and NHS numbers are recorded",
        "regulation 44 and section 47, 20 2020 3030",
        "Was Mark in the May or June reports good in Reading",
        "children called in to court, young people called as witnesses",
        "What is the case number of files audited",
        "Hope House and Grace Court children's homes",
        "DE1 2AB",
        "post code lottery in SW1",
    ],
)
def test_questions_about_reports_raise_no_alarm(question):
    assert personal_data(question, known=nothing_known) == ()


@pytest.mark.parametrize(
    ("message", "seen"),
    [
        ("my client Adaeze is 14", "a person's name"),
        ("my client Grace has moved again", "a person's name"),
        ("7 year old called Kaydyn", "a person's name"),
        ("a lad called Star", "a person's name"),
        ("foster carer Hope has no support", "a person's name"),
        ("kaydens dad is away", "a person's name"),
        ("the Okafor family have three children", "a person's name"),
        ("Nowak siblings apart", "a person's name"),
        ("the smith family", "a person's name"),
        ("hawa warsame is at risk", "a person's name"),
        ("Thanh Nguyen is unaccompanied", "a person's name"),
        ("agnieszka wants a new plan", "a person's name"),
        ("a boy named ferhat", "a person's name"),
        ("miss Begum has complained", "a person's name"),
        ("her name is Siân", "a person's name"),
        ("J.S. aged 9 is out of school", "a person's initials"),
        ("JB, 15, is moved", "a person's initials"),
        ("M aged 9", "a person's initials"),
        ("mosaic 1234567", "a case number"),
        ("Liquidlogic ID 445566", "a case number"),
        ("family court ZE22C50123", "a case number"),
        ("police ref 12AB/1234/22", "a case number"),
        ("CAD 1234 yesterday", "a case number"),
        ("NHS number 485 777 3456", "an NHS number"),
        ("born on the third of April 2012", "a date of birth"),
        ("dob 03.04.12", "a date of birth"),
        ("turned 16 on 12 march", "a date of birth"),
        ("flat 3, 22 Elm Road", "an address"),
        ("mum lives on 14 elm road", "an address"),
        ("family lives at DE1 2AB", "an address"),
        ("his snapchat is kay_x09", "an account on social media"),
        ("@big_dave99 messages her", "an account on social media"),
        ("Re Quillfeather: two children at home", "a person's name"),
        ("the Quillfeathers refuse visits", "a person's name"),
        ("I saw the Quillfeather grandparents today", "a person's name"),
        ("the quillfeather family again", "a person's name"),
        ("Ștefka was moved in May", "a person's name"),
        ("Amber Quillfeather has no plan", "a person's name"),
        ("outreach worker Paulette saw it", "a person's name"),
        ("D'Marlo Quill-Fenn, 10, is excluded", "a person's name"),
        ("G.T. 16 on remand", "a person's initials"),
        ("children OL 5 and FL 3", "a person's initials"),
        ("a 5 year old DP", "a person's initials"),
        ("s.k. 15 yrs on a ward", "a person's initials"),
        ("twins, 03/02/20, are placed apart", "a date of birth"),
        ("grandparent b. 1/7/1958", "a date of birth"),
        ("dob 251207", "a date of birth"),
        ("the eldest was born 13-MAR-2010", "a date of birth"),
        ("SWIFT P118843", "a case number"),
        ("hosp no. RX3 8840125", "a case number"),
        ("dbs certificate 001784520931", "a case number"),
        ("NHS number 943 476 5919, then", "an NHS number"),
        ("room 12, Bridge Lodge Hotel", "an address"),
        ("the host lives 58 Elm Bank, Merrow", "an address"),
        ("carers at The Old Bakery, Church Lane, Great Merrow LE16", "an address"),
        ("her number is +353 20 912 0456", "a phone number"),
        ("oh seven seven double oh nine hundred five six one", "a phone number"),
        ("gill(dot)tarn(at)example.com", "an e-mail address"),
        ("the foster carer (Bernadette) asks", "a person's name"),
        ("Jamila Quillfeather's school phoned", "a person's name"),
        ("asking re: Quillfeather", "a person's name"),
        ("new referral, family name Quillfeather", "a person's name"),
        ("jack quillfeather is moved", "a person's name"),
        ("QM (m, 7) disclosed", "a person's initials"),
        ("T.L.P, nine, wants to go home", "a person's initials"),
        ("DOBs 04/02/15, 13/08/17", "a date of birth"),
        ("home visit LS9 7QT", "an address"),
        ("put in a Travelodge rm 214", "an address"),
        ("a lad who goes by Bunny", "a person's name"),
        ("worried about Destiny, she hides food", "a person's name"),
        ("Shmuelka goes to school and his carer drives him", "a person's name"),
        ("family Quillfeather moved again", "a person's name"),
        ("the 3 Quillfeather kids", "a person's name"),
        ("nothing in the Quillfeather file", "a person's name"),
        ("LK 13F and EM 11M", "a person's initials"),
        ("for TH/17/male", "a person's initials"),
        ("placement broke down x4 (15.07.2012)", "a date of birth"),
        ("yp's birthdate's March 3 2010", "a date of birth"),
        ("a client whose bday is 19th Sept 2010", "a date of birth"),
        ("LADO-24-0193 is outstanding", "a case number"),
        ("it is about 8812047 on carefirst", "a case number"),
        ("plan ref CIN-009-4417", "a case number"),
        ("077OO 9OO 56I is his", "a phone number"),
        ("no heating at 132 Jubilee Tower, E14", "an address"),
        ("her nan's place is number 7, Tyddyn Bach, Merrow", "an address"),
        ("my client E.S. who's fourteen", "a person's initials"),
        ("QO - aged seven", "a person's initials"),
        ("a 12-yr-old B.D.", "a person's initials"),
        ("Family surname Quillfeather", "a person's name"),
        ("mr & mrs quillfeather", "a person's name"),
        ("the mcquills came back", "a person's name"),
        ("she'll be 18 on 19th October 2025", "a date of birth"),
        ("14 Jan 2019 is his dob", "a date of birth"),
        ("upn: B3834561190022A", "a case number"),
        ("our ref CS/2023/88192", "a case number"),
        ("DM from @notyouraveragename", "an account on social media"),
        ("skype live:marta.z_81", "an account on social media"),
        ("on snap she's rowan_x07", "an account on social media"),
        ("Grace disclosed that her uncle drinks", "a person's name"),
        ("Hunter was found with a knife", "a person's name"),
        ("Blessing's gran is ill and wants her back", "a person's name"),
        ("baby Oakley has a bruise", "a person's name"),
        ("Mum May has no support", "a person's name"),
        ("Chase, 12, is angry", "a person's name"),
        ("a child like Rosa who came in at two", "a person's name"),
        ("Holly Quillfeather, unallocated, 3 kids", "a person's name"),
        ("Holly Quillfeather (mother) refuses", "a person's name"),
        ("nothing seen for t. quillfeather's 2 girls", "a person's name"),
        ("the Simon Tarn matter is in court", "a person's name"),
        ("what to do about simon quillfeather", "a person's name"),
        ("nguyen thi hoa found today", "a person's name"),
        ("Simon 'Mouse' Quillfeather is back", "a person's name"),
        ("Ms J Quillfeather refuses", "a person's name"),
        ("my family, the Quillfeathers in Merrow", "a person's name"),
        ("UB Quillfeather is due in a month", "a person's name"),
        ("case conference, initials SM, girl", "a person's initials"),
        ("GK yr 9 at the academy", "a person's initials"),
        ("GF of LM, 3, has a caution, mgf of LM, 3", "a person's initials"),
        ("GK is a fifteen-year-old boy", "a person's initials"),
        ("2011-07-19, female, secure", "a date of birth"),
        ("the lad's birthday is on the 22nd", "a date of birth"),
        ("hes 29/09/2010 and in custody", "a date of birth"),
        ("one of mine (b 28/10/2012) got nothing", "a date of birth"),
        ("20 October '16 dob, placed at home", "a date of birth"),
        ("a car outside the home, reg AB12 XYZ", "a number plate"),
        ("the van P404 XYZ waits for her", "a number plate"),
        ("narrowboat 'Quiet Tarn' moored at Merrow", "an address"),
    ],
)
def test_persons_are_seen_however_they_are_named(message, seen):
    assert seen in personal_data(message, known=nothing_known)


@pytest.mark.parametrize(
    "question",
    [
        "what is the willow team in Merrow",
        "what changed after Victoria Climbie and Arthur Labinjo-Hughes",
        "did Josh MacAlister or Lord Laming recommend it",
        "Gillick competence, Fraser guidelines, Clare's law",
        "HMI Jane Smith and the Director Sarah Jones",
        "St Mary's children's home, Rowan House, Holly Lodge",
        "UASC aged 16, SEND aged 14 to 25",
        "our Foster carers, my Council, the parent Charter",
        "the Traveller families, the Derby family hub",
        "mosaic in 2019, case study 12, third monitoring visit in May 2024",
        "do children miss school, ms teams meetings",
        "3 children on the street, 12 months on the road",
        "Birmingham's mother and baby unit",
        "use of snapchat and instagram in 2022",
        "reports where Wilma Tarn was lead, Wilma Tarn QA manager, who was Wilma Tarn",
        "the Jasmine Suite, the Kimberley family hub",
        "Carol concert",
        "boy aged eight, B&B for 16 year olds, eli5 what a plan is",
        "URN 80423, SC012345, inspection number 10271234, 1,234,567 children, years 2018 2019 2020",
        "letter of 12 March 2019, report published 03/04/2021, the visit on 5 May 2022 to children in care",
        "functional family therapy, the herbert protocol, John Lyon's charity, Kimberley and Eastwood",
        "which council is Alexandra Palace in, Noah's Ark hospice, is Nelson in Lancashire, inspection 10286012",
        "Simon Quillfeather reflective spaces, the simon quillfeather model",
        "is Simon Quillfeather's work on outcomes cited anywhere",
        "what did Simon Quillfeather say about his theory, when Simon Quillfeather was commissioner",
        "my essay on Simon Quillfeather",
        "can we read the Simon Quillfeather inquiry",
        "who led the visit, was it Wilma Tarn; Simon de Tarn on home education",
        "do single word grades still apply after wilma quillfeather",
        "Warwick, Winston and Clifton wards, Helen & Douglas House, wilma or winston ward",
        "sedgemoor, somerset, winston, devon and kent: which districts",
        "the Tarnside brothers case, the Quillfeather review, Baby Peter, arthur & star",
        "KLOEs by area, two sisters, a lucas direction, 25th birthday duties",
        "hi Emma, thanks Martin, my name is Priya",
        "the letter to Mr Smith",
        "REF 80423, ref 10240365",
        "Simon Quillfeather AMBIT",
        "KLOE 3, s47, Q3 2024, ILACS 2023, DFE 12 times, the LSCB 14 recommendations",
    ],
)
def test_services_offices_and_public_figures_raise_no_alarm(question):
    assert personal_data(question, known=nothing_known) == ()


UNITS = (
    "a ",
    "a",
    "1",
    "1 ",
    "12 A ",
    "Aa ",
    "Aa Bb ",
    "the Aa ",
    "my client ",
    "@a",
    "a.",
    "a@a.",
    "07700 ",
    "flat 1 ",
    "born ",
    "mosaic ",
    "case number ",
    "DE1 ",
    "mr ",
    "J.",
    "JS 1 ",
    "Kayden's ",
    "Grace Hope ",
    "lives ",
    "a-",
    "a'",
    "snapchat is ",
    "oh seven ",
    "lives at Aa ",
    "12 Aa Bank, ",
    "twins, ",
    "b. 1/",
    "room 1, Aa ",
    "+1 2",
    "a (at) ",
    "the Aas ",
    "Kayden Quillfeather ",
    "Grace is ",
    "narrowboat ",
    "OL 5 ",
)


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_no_faster_than_the_text(unit):
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = time.process_time()
        personal_data(text, known=nothing_known)
        return time.process_time() - start

    def grows_slowly() -> bool:
        once, twice, four = seconds(3_000), seconds(6_000), seconds(12_000)
        return twice < 4 * once + 0.02 and four < 4 * twice + 0.02 and four < 0.5

    assert any(grows_slowly() for _ in range(3))  # what other programs take is none of it


def test_names_of_a_library_are_gathered_once_and_are_whole_names():
    passage = SimpleNamespace(text="Jane Tarn HMI led it. Wilma Merrow, Director of Children's Services. Dear Mr Khan")
    document = SimpleNamespace(authority="Derby", authority_form="Derby City", lead_inspector="Ada Lyle HMI")
    reads = []
    library = SimpleNamespace(documents=[document], passages_of=lambda d: reads.append(d) or [passage])
    known = known_names(library, Gazetteer.load())
    assert all(map(known, ("Jane Tarn", "wilma merrow", "Ada Lyle", "Derby City")))
    assert not any(map(known, ("Jane", "Tarn", "Mr Khan", "Khan", "Lucy Bloggs")))
    assert personal_data("what did Jane Tarn find", known=known) == ()
    assert personal_data("Mr Khan wants contact", known=known) == ("a person's name",)
    assert len(reads) == 1


def test_names_that_documents_or_the_map_have_may_be_asked_about():
    held = {"Lucy Bloggs", "Mr Bloggs"}
    assert personal_data("what did Lucy Bloggs HMI find?", known=held.__contains__) == ()


def test_not_one_of_the_judged_questions_raises_an_alarm(shared):
    questions = [
        question
        for path in sorted((shared / "questions").glob("*.jsonl"))
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for question in line.get("turns", [line.get("question")])
    ]
    councils = Gazetteer.load()

    def known(words: str) -> bool:
        return councils.canonical(words) is not None

    assert len(questions) > 200
    assert [(q, seen) for q in questions if (seen := personal_data(q, known=known))] == []


def test_the_check_digit_of_an_nhs_number_is_checked():
    assert nhs_number("9434765919")
    assert not nhs_number("9434765918")
    assert not nhs_number("1111111111")


@settings(deadline=None)  # the first text waits for the list of English words
@given(st.text(max_size=300))
def test_any_text_is_looked_through(text):
    assert isinstance(personal_data(text, known=nothing_known), tuple)
