"""The signs of an author: what inspectorates, councils, departments, peers and partners print of themselves.

Patterns alone; how they are weighed is decided in ``authorship``. Those in tuples are asked of the beginning of a line.
"""

import re

from index.models import Voice
from index.text import MONTH_PATTERN

OFFICER = (
    r"(?:(?:strategic|corporate|executive|assistant|interim|deputy|joint|acting|service|statutory|group) )*"
    r"(?:director|head|leader|chief executive|cabinet|officers?|portfolio|lead member|monitoring officer)"
)
BODY = r"(?:committee|cabinet|panel|council|board|commission|executive|forum|assembly)"

# What an inspectorate alone prints as a line of its own opening.
INSPECTORATE = (
    r"(?:dates? of (?:the |this )?(?:previous )?inspections?(?: visits?)?|inspection dates?(?:\(s\))?)\s*:?\s*(?:$|\W?\d)",
    rf"dates? of inspection\s*:?\s*(?:{MONTH_PATTERN})\b",
    r"(?:lead|reporting|team) inspectors?\s*[:–-]",
    r"(?:inspection )?report published\s*:",
    r"age group\s*:",
    r"(?:inspection (?:number|reference)|unique reference number|URN|type of (?:inspection|school))\b\s*[:\d]|inspected under\b",
    r"(?:registered (?:provider|manager|person)|responsible individual)\s*:|SC\d{6}\b|social care common inspection framework\b",
    r"overall rating for this\b|HM inspectorate of\b|(?:a report )?by estyn\b|estyn\b.{0,40}\binspectorate\b|how we assess local authorities$|assessment published\s*:|school (?:report|details)$",
    r"(?:her|his) majesty['’]?s (?:chief )?inspect(?:or|orate)s?\b.{0,60}$",
    r"(?:ofsted[,.]?(?: agora,?)?|(?:the )?care quality commission(?: \(CQC\))?|HMICFRS|estyn|(?:the )?care inspectorate(?: wales)?)$",
    r"piccadilly gate\b|agora, (?:6 )?cumberland place\b|enquiries@ofsted\.gov\.uk|(?:https?://)?www\.(?:gov\.uk/)?ofsted\b",
    r"this letter summarises the findings\b.{0,70}$|(?:i am writing|this letter sets out|following) .{0,80}\bon behalf of (?:his|her) majesty['’]?s chief inspector",
    r"local area partnership report$|(?:full |short )?(?:school )?inspection report\s*[:–-]",
    r"(?:an? )?inspection of (?:youth (?:offending|justice)|probation) services\b",
    r"we are (?:the )?(?:his|her) majesty['’]?s inspectorate\b",
    r"(?:report )?(?:by )?HM (?:chief )?inspector(?:ate)? of (?:prisons|probation|constabulary)\b.{0,30}$",
    r"(?:(?:ofsted|HMICFRS|HMIP|CQC|(?:the )?care quality commission|HMI ?Probation)(?:\s?(?:,|and|&)\s?|$)){2,6}$",
)
# What an inspectorate calls a report or letter; others call theirs so too, so that it weighs after the labels.
INSPECTION_TITLE = (
    r"(?:area SEND|joint (?:targeted )?area|joint) (?:full |monitoring |child protection )?inspections? (?:of|in|report)\b",
    r"(?:re-?)?inspections? of (?:the |progress |local )?[A-Za-z]",
    r"(?:ofsted )?(?:focused|monitoring|assurance|regulatory) (?:visit|inspection) (?:to|of|at)\b",
    r"(?:special measures |ungraded |graded |urgent )?(?:monitoring )?inspection (?:visit )?(?:to|of|at)\b",
    r"(?:school|full|short|national child protection|children['’]?s home|inspection) (?:inspection )?report\b",
    r"(?:PEEL|national child protection inspections?)\b|review of health services for\b",
)
INSPECTORS_WORDS = (
    r"\bthis letter summarises the (?:findings|outcome)",
    r"\b(?:it|this (?:inspection|visit)|the (?:inspection|visit)) was carried out by (?:inspectors from|(?:her|his) majesty)",
    r"\b(?:her|his) majesty['’]?s inspectors? (?:for this visit )?(?:was|were|carried out|visited)\b|\bthe inspectors were\b",
    r"\bofsted produces this report\b|\bwe (?:rate|rated) (?:the|this) service\b",
    r"\b(?:carried out|undertook) a joint\s+inspection\b",
)
# What a council alone prints as a line of its opening.
COUNCIL = (
    rf"agenda (?:item|no|pack)\b|(?:joint )?report (?:of|by|from)\s*:?\s+(?:the )?(?:\w+ ){{0,6}}{OFFICER}\b",
    r"(?:\d+\.?\d*\.?\s+)?purpose of (?:the |this )?report\b|report (?:author|title|to|for|no)\b\s*(?:$|:|\.)",
    rf"report to (?:the )?(?:\w+\W+){{0,8}}?{BODY}\b",
    r"wards?(?:\(s\))? (?:\w+ )?affected\b|(?:key )?decision (?:no|number|type|ref)\b|exempt(?:ion)?\s*:|forward plan\b",
    r"(?:portfolio holder|cabinet member|lead member|lead officer|contact officer|responsible (?:officer|director))\b.{0,40}:",
    r"(?:from|by|presented by|responsible)\s*:.{0,70}\b(?:cabinet member|councillor|cllr|director|head of|chief executive)\b",
    rf"(?:to|meeting|committee|decision maker|for)\s*:(?!.*@).{{0,80}}\b(?!council){BODY}\b",
    rf"(?:minutes|agenda)(?:$|\b.{{0,40}}\b{BODY}\b)",
    r"cabinet(?: meeting| report| briefing)?(?:$|[\s,:–-]+(?:\d|(?:mon|tues|wednes|thurs|fri)day))",
    r"(?:committee|cabinet|council) (?:report|paper)$",
)
# A committee or panel by its name, alone on a line or with its day.
BODIES = re.compile(r"\b(?:committee|panel|board|commission|cabinet|forum)\b", re.IGNORECASE)
OF_COUNCILS = re.compile(
    r"\b(?:scrutiny|corporate parenting|overview|select committee|policy development|improvement board|health and wellbeing)\b"
    r"|\bchildren\b.{0,40}\b(?:committee|panel)\b",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(r"\b(?:chair|safeguarding|member|dear|house of (?:commons|lords))\b", re.IGNORECASE)
# What a council calls what it writes of itself.
OWN_GENRE = re.compile(
    r"\b(?:self.?(?:assessment|evaluation)|SEF|(?:action|improvement|delivery|implementation|recovery|transformation) plan"
    r"|(?:staff|team|members?['’]?s?|partners?) briefing|(?:actions?|improvement) (?:tracker|log)|improvement actions|performance (?:scorecard|dashboard|report)|(?:balanced )?scorecard)\b",
    re.IGNORECASE,
)
# What says in the same line whose it is: "The newsletter of children's services in Merrow Council".
NEWS = re.compile(r"\b(?:news(?:letter)?|bulletin|magazine)\b", re.IGNORECASE)
DEPARTMENT = (
    r"from\s*:.{0,70}\b(?:secretar(?:y|ies) of state|minister)\b(?!.{0,20}council)",
    r"(?:(?:parliamentary under[- ]?|minister of |the )?secretar(?:y|ies) of state|minister(?: of state)?|permanent secretary)\b.{0,60}$",
    r"(?:the )?(?:department (?:for|of) (?:education|health|levelling|children)|ministry of (?:housing|justice)|home office|HM government)\b.{0,40}$",
    r"(?:statutory |improvement )?(?:direction|notice) (?:issued|given|to)\b.{0,80}$",
    r"(?:(?:the )?(?:[\w'’]+ ){0,3}commissioner['’]?s['’]? (?:report|review|recommendations)|report (?:of|by|from) the (?:[\w'’]+ ){0,3}commissioner)\b.{0,80}$",
)
GOVERNMENT = re.compile(
    r"(?:the )?(?:department (?:for|of) [\w ,&]{4,60}|ministry of [\w ,&]{4,60}|home office|prime minister's office)",
    re.IGNORECASE,
)
PEERS = (
    r"(?:the )?local government association\b.{0,60}$|LGA\b.{0,60}$|(?:the )?peer (?:team|reviewers)\b.{0,60}$",
    r"partners in care and health\b",
)
PEER_TITLE = re.compile(
    r"\bpeer (?:challenge|review|diagnostic|support|inspection|team)s?\b|\b(?:safeguarding|LGA) peer\b", re.IGNORECASE
)
PARTNERS = (
    r"NHS\b.{0,60}(?:board|trust|ICB|CCG|group)\b.{0,30}$|.{0,60}\bNHS (?:foundation )?trust\b.{0,30}$",
    r".{0,60}\b(?:integrated care (?:board|system|partnership)|clinical commissioning group)\b.{0,30}$",
    r"(?:[\w'’-]+ ){0,4}(?:police|constabulary)$|.{0,60}\bpolice and crime commissioner\b.{0,30}$",
    r".{0,60}\bsafeguarding (?:children['’]?s? |adults? )?(?:partnership|board)\b.{0,60}$",
    r"(?:the )?(?:children['’]?s commissioner for england|local government (?:and|&) social care ombudsman)\b.{0,40}$",
)
SCHOLARS = re.compile(
    r"^abstract\b|^keywords?\s*:|\bdoi(?:\.org|\s*:)|^received\b.{0,60}\baccepted\b|\bISSN\b"
    r"|^(?:school|department|faculty|institute|centre) (?:of|for) .{0,60}\buniversity\b|^.{0,40}\buniversity of \w+.{0,60}$"
    r"|\bjournal of\b|\bworking paper\b|^corresponding author\b",
    re.IGNORECASE | re.MULTILINE,
)
# Who wrote a paper that others asked for: a university, or a firm.
OUTSIDE = re.compile(
    r"(?:(?:report |research |evaluation |review )?(?:prepared|written|produced|carried out|conducted|undertaken)? ?by|authors?|"
    r"(?:lead )?researchers?)\b.{0,80}"
    r"\b(?:university|research|institute|consult\w+|associates|partners|LLP|Ltd|limited)\b"
    r"|(?:university of [A-Z]\w+|[A-Z]\w+ university)$",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"(?:yours? (?:sincerely|faithfully|ever|truly)|yours|(?:kind|best|warm) (?:regards|wishes)|with (?:kind|best|warm)\b.{0,20})[\s,.]*$",
    re.IGNORECASE,
)
OURS = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)
SERVICES = re.compile(r"\bchildren['’]?s (?:social care|services)\b|\blocal authority\b|\bcouncil\b", re.IGNORECASE)
# Groups of young people are called councils, and are none.
YOUNG = re.compile(
    r"\b(?:youth|in care|care leavers?['’]?|young people['’]?s?|junior) (?:council|forum|board)\b", re.IGNORECASE
)
# "Merrow Borough Council v M and F"
LAWSUIT = re.compile(r"\bcouncil v\.? |\bfamily court\b|\b(?:high|county|crown) court\b", re.IGNORECASE)
LEADING = frozenset(
    "a an the of by from with to and or in on for that which as at is was are were their its new".split()
)
GREETING = re.compile(r"dear\s+\w", re.IGNORECASE)
# What a letter is signed as, in the order in which it is asked: a police commissioner is no commissioner of the state's.
SIGNATURES: tuple[tuple[Voice, str], ...] = (
    (
        Voice.INSPECTOR,
        r"\bofsted\b|majesty['’]?s (?:chief )?inspect|\bHMI\b|\binspectorate\b|\bcare quality commission\b|\bHMICFRS\b"
        r"|\b(?:lead|chief|senior|principal) inspector\b",
    ),
    (Voice.PEER_TEAM, r"\bpeer (?:challenge|review|team)\b|\blocal government association\b|\bLGA\b"),
    (
        Voice.PARTNER,
        r"\bpolice\b|\bconstab\w+|\bNHS\b|\bintegrated care\b|\bclinical commissioning\b|\bfoundation trust\b"
        r"|\bsafeguarding (?:children|partnership)|\bparent carer forum\b|\bhead ?teacher\b|\bombudsman\b|\bchildren['’]?s commissioner\b|\bunion\b",
    ),
    (
        Voice.DEPARTMENT,
        r"\bminister\b|\bsecretary of state\b|\bdepartment (?:for|of)\b|\bpermanent secretary\b|\bcommissioner\b",
    ),
    (
        Voice.COUNCIL,
        r"\bcouncil(?:lor)?\b|\bcllr\b|\bdirector\b|\bcabinet member\b|\blead member\b|\bchief executive\b|\bhead of\b"
        r"|\bleader\b|\bmayor\b",
    ),
)
