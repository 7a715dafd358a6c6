"""Words that ask for help, advice, a number to ring or an own opinion, where no report is in view.

They count only where a question names no council and speaks of no inspection: "my neighbour hits her children, what do
I do" wants a number, and "what happens in Leeds when a child is hit" wants passages. A cue's name is the sort of
question, as in ``beyond``.
"""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "somebody": (
        "child", "children", "kid", "kids", "baby", "babies", "toddler", "boy", "girl", "boys", "girls", "teenager",
        "teen", "pupil", "student", "son", "daughter", "stepson", "stepdaughter", "niece", "nephew", "grandchild",
        "grandchildren", "grandson", "granddaughter", "sister", "brother", "cousin", "young person", "lad", "lass",
        "infant", "little one", "neighbour", "neighbours", "neighbor", "client", "service user", "family", "mum", "mom",
        "mother", "dad", "father", "stepdad", "stepmum", "parent", "parents", "carer", "partner", "boyfriend",
        "girlfriend", "husband", "wife", "ex", "friend", "friends", "teacher", "coach", "colleague", "manager",
        "foster carer",
    ),
    "harming": (
        "hit", "hits", "hitting", "beat", "beats", "beating", "beaten", "hurt", "hurts", "hurting", "harm", "harming",
        "abuse", "abused", "abuses", "abusing", "abusive", "neglect", "neglected", "neglecting", "touch", "touched",
        "touches", "touching", "slapped", "slaps", "slapping", "smacked", "smacking", "kicked", "kicking", "punched",
        "punching", "burnt", "burned", "bruise", "bruises", "bruised", "bruising", "starved", "starving",
        "filthy", "locked in", "locked up", "left alone", "home alone", "on their own", "screaming", "crying",
        "shouting",
        "scared", "frightened", "threatened", "threatening", "threatens", "raped", "rape", "assaulted", "groomed",
        "grooming", "exploited", "trafficked", "stabbed", "knife", "drunk", "drinking", "on drugs", "using drugs",
        "taking drugs", "overdose", "overdosed", "suicidal", "self harm", "self harming", "self harms",
        "cutting herself",
        "cutting himself", "cutting themselves", "ran away", "run away", "running away", "missing", "in danger",
        "at risk",
        "unsafe", "not safe", "violent", "violence", "sexual", "sexually", "kill", "killed", "injury", "injuries",
        "marks",
        "forced to marry", "unwell", "not eating", "not fed", "not being fed", "disclosed", "disclosure", "discloses",
    ),
    "me": ("i", "we", "you", "one", "someone", "anyone", "somebody", "anybody", "people", "a parent", "a teacher"),
    "my": ("my", "our", "a", "an", "the", "this", "that", "her", "his", "their", "next door's", "neighbour's",
    "friend's"),
    "tell": (
        "call", "ring", "phone", "tell", "contact", "report", "refer", "speak to", "talk to", "alert", "inform",
        "message",
        "go to", "turn to",
    ),
    "step": (
        "complain", "appeal", "apply", "register", "become", "qualify", "train", "retrain", "challenge", "report",
        "refer",
        "request", "sue", "object", "foster", "adopt", "get a", "get an", "get my", "get help", "get support",
        "get legal",
        "find a", "find my", "contact", "claim", "access my", "see my", "join", "resign", "whistleblow", "raise",
        "make a complaint", "make a referral", "file", "volunteer", "write a", "write an", "do a", "complete a",
        "fill in",
        "stop", "keep my", "win", "fight", "deal with", "respond to", "prepare for", "tell if", "know if", "cope",
    ),
    "norm": (
        "law", "legislation", "legal duty", "legal definition", "statutory guidance", "guidance", "procedure",
        "procedures",
        "protocol", "policy", "threshold", "thresholds", "criteria", "legal limit", "statutory timescale", "timescale",
        "timescales", "deadline", "definition", "process", "rules", "regulations", "rate", "rates", "salary", "pay",
    ),
    "pay": ("allowance", "allowances", "pay", "paid", "salary", "salaries", "benefit", "benefits", "grant", "fee",
    "fees"),
    "reach": (
        "phone number", "telephone number", "contact number", "phone no", "tel no", "number for", "contact details",
        "email address", "email for", "postal address", "opening hours", "opening times", "website", "web address",
        "helpline",
        "hotline", "postcode of", "address of", "address for",
    ),
    "would": ("would", "could", "do", "can", "are", "did", "should", "have", "will", "were"),
    "feel": (
        "like", "prefer", "work", "live", "trust", "choose", "recommend", "agree", "believe", "think", "feel", "rate",
        "enjoy",
        "hate", "love", "vote", "move", "mind", "lie", "hallucinate", "make", "make up", "invent", "remember",
        "store", "keep",
        "record", "learn", "know who i am", "watch", "track", "get paid", "sleep", "eat", "speak", "talk",
    ),
    "reword": (
        "translate", "paraphrase", "reword", "rephrase", "rewrite", "proofread", "shorten", "simplify",
    ),
    "tongue": (
        "polish", "urdu", "arabic", "welsh", "french", "spanish", "somali", "romanian", "punjabi", "bengali", "turkish",
        "plain english",
    ),
    "made": ("poem", "song", "joke", "story", "letter", "email", "essay", "speech", "tweet", "press release", "blog",
    "code"),
}  # fmt: skip

# Who writes so asks for findings, whatever else the words are.
_IN_VIEW = (
    "inspector|inspectors|inspection|inspections|inspected|hmi|findings|passage|passages|finding",
    "the|a|any|an|last|latest|newest|this|that|which|each|every|ofsted|ofsted's report|reports|letter|letters",
    "reports say|said|mention|on|about|that",
    "ofsted say|says|said|find|finds|found|think|thinks|thought|judge|judged|want|wants|mention|expect|look|told",
    "which|what|any|other|all|how many council|councils|authority|authorities|la|las|area|areas|places|local",
    "was|were|is|are there evidence",
    "evidence of|that|on",
    "good practice",
    "best practice",
    "examples|example of",
    "according to",
    "how well|good|often|quickly|effective|effectively|many|far",
)

UNFRAMED = CueTable(
    (
        Cue(
            name="safeguarding",
            means="Somebody tells of a person who may be at risk, or asks what to do about one; no report is in view.",
            patterns=(
                "worried|concerned|scared|frightened|anxious|afraid|fear|terrified about|for|of|that ..3 {somebody}",
                "{my} {somebody} ..6 {harming} ..8 what|who|where|how|should|do|can|must|shall {me}|do|can|to",
                "what|who|how|should|can|do|must|shall {me} ..4 {somebody} ..6 {harming}",
                "what|how do|should|can|must|shall {me} ..6 {somebody} ..6 {harming}",
                "should|shall|must|do|can {me} {tell} ..6 {somebody}|police|social|mash|lado",
                "what do|should|can|must {me} do if|when|about ..8 {harming}",
                "{my} {somebody} ..2 {harming} me|us|our|my|her|his|their",
                "{my} {somebody} is|are|was|keeps|has|have|got|gets ..3 {harming} $",
                "{somebody} is|are|keeps|been|has|have|just threatening|threatened|attacked|hitting|hurting me|us",
                "{somebody} told|tells|disclosed|telling|said [to] me|us ..8 {harming}",
                "i|i'm|im|we ..3 suicidal|self-harming",
                "i want|going|planning to kill|hurt|harm myself|someone|him|her",
                "i|we think|believe|suspect|heard|saw|know|worry|reckon ..6 {somebody} ..8 {harming}",
                "i|i'm|im|i|we am|are|feel|being ..2 abused|threatened|beaten|unsafe|groomed|raped|exploited|hit|hurt",
            ),
            matches=(
                "i'm worried about a child next door", "my neighbour is hitting her kids what do I do",
                "should I refer a child with bruises", "a parent is threatening me what should I do", "i feel suicidal",
                "scared for my niece, her dad drinks", "I heard a girl at my son's school is being groomed by a man",
                "should we ring social services about the family upstairs", "my partner hits me",
                "what can I do if a lad I mentor has a knife", "how should I respond when a pupil discloses abuse",
            ),
            misses=(
                "children worried about contact", "are children at risk seen alone",
                "who do children tell when they are hurt",
                "boys being groomed online, what have inspectors said", "which councils worry about neglect",
                "what happens when a parent is threatening social workers", "how are children protected from neglect",
                "kids left home alone: any findings", "what do social workers do about bruises",
            ),
            unless=_IN_VIEW,
        ),
        Cue(
            name="contacts",
            means="A number, an address or a page of the internet is asked for.",
            patterns=(
                "{reach} $",
                "{reach} ..6 ofsted|police|nspcc|childline|samaritans|social|children's|council|mash|lado|them|this",
                "ofsted|police|nspcc|childline|mash|lado|council|social|services {reach}",
                "what's|what|whats is|the ..2 {reach}",
                "how do|can {me} contact|ring|phone|email|reach|call ofsted|the|social|nspcc|childline|someone|you",
            ),
            matches=(
                "ofsted phone number", "what's the email address for ofsted", "childline helpline",
                "how do I contact ofsted",
                "opening hours of social services", "nspcc contact details",
            ),
            misses=(
                "helpline for foster carers", "are care leavers given a phone number", "a website for care leavers",
                "out-of-hours helplines", "email addresses of children kept on file",
            ),
            unless=(
                "care leavers|leaver", "foster carers", "inspectors|inspection|inspections|findings",
                "is|are|was|were there",
                "ofsted say|says|said|find|found",
            ),
        ),
        Cue(
            name="advice",
            means="It is asked how something is done, what the law is or what is paid, with no report in view.",
            patterns=(
                "how do|can|should|would|could|does|must {me} {step}", "how to {step}",
                "where do|can|should {me} {step}",
                "what should|must {me} do", "what do {me} do if|when|now|about",
                "am|are i|we allowed|entitled|supposed|required|obliged|liable|eligible",
                "can|could|may i|we legally|lawfully|be",
                "do|does i|we|my|our ..1 have|need to", "is it legal|illegal|lawful|unlawful|against|allowed|true",
                "what is|are|'s [the] [legal|statutory|current|official|national] {norm} on|for|of|about|to",
                "what's|whats [the] [legal|statutory|current|official|national] {norm} on|for|of|about|to",
                "how much is|are|do|does|will|would ..4 {pay}", "how much do|does ..3 get|earn|make|paid",
                "my rights|solicitor|barrister|case", "legal advice", "what are my|our rights|options|chances",
                "[please] advise|recommend|suggest me|us|on|a|an|some|whether|what",
            ),
            matches=(
                "how do I become a social worker", "how do I complain about ofsted",
                "what's the law on private fostering",
                "what is the threshold for section 47", "how much is foster allowance", "am I allowed to see my file",
                "is it legal to smack a child", "what are my rights as a grandparent",
                "how should we prepare for an ilacs",
                "can you suggest a solicitor", "how much do social workers get paid", "where can I apply to foster",
            ),
            misses=(
                "how do councils recruit foster carers", "how do social workers deal with neglect",
                "thresholds for early help", "what is the quality of supervision",
                "how do leaders know how well they do",
                "how are complaints used", "policies on missing children", "care leavers who are entitled to a grant",
                "what must Leeds improve", "what is the process like for foster carers",
            ),
            unless=_IN_VIEW,
        ),
        Cue(
            name="opinions",
            means="What the one who answers thinks, likes or is, is asked.",
            patterns=(
                "{would} you [ever] [really] [personally] {feel}",
                "your favourite|favorite|opinion|view|views|advice|name|job|purpose|creator|owner|thoughts",
                "can|could|should i|we|people|anyone trust|believe|rely you|on|this|it",
                "which|what council|authority|place|area|city ..2 you ..1 work|live|choose|recommend|pick|prefer",
                "best|worst|nicest|safest|cheapest council|place|area|city|town to live|grow|raise|bring|move",
                "do you agree $", "what do you think|reckon $",
            ),
            matches=(
                "which council would you work for", "what's the best council to live in", "can I trust you",
                "do you agree", "what's your name", "what is your opinion", "do you remember what I ask",
                "would you recommend social work",
            ),
            misses=(
                "can you tell me about private fostering", "could you find what was said on neglect",
                "do you have anything on gangs",
                "do you know of any council that uses Mockingbird", "best council for care leavers",
                "which councils are the best places to be a social worker according to inspectors",
            ),
            unless=("which councils", "inspectors|inspection"),
        ),
        Cue(
            name="writing",
            means="A text is to be written, changed or put into another language.",
            patterns=(
                "^ [please] [can|could|would] [you] [please] write|draft|compose|generate [me|us] a|an|some|my|our|the",
                "^ [please] [can|could|would] [you] [please] {reword}",
                "in your own words", "[write|tell|make|give|sing] [me|us] a {made}", "translate ..4 into|to|in",
                "^ [please] [can|could|would] [you] [please] email|book|order|remind|schedule|calculate|redact",
                "in|into {tongue} $",
            ),
            matches=(
                "translate this to polish", "write me a poem", "draft an email to my manager",
                "could you write a letter for me",
                "can you paraphrase that", "tell me a joke", "remind me tomorrow",
                "please rewrite this in plain english",
                "summarise neglect in your own words",
            ),
            misses=(
                "draft plans for children", "write-ups of visits", "written agreements", "letters to foster carers",
                "translated documents for families", "create a culture of learning",
                "written plans in plain English for parents",
            ),
        ),
    ),
    LISTS,
)  # fmt: skip
