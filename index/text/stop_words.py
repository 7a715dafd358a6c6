"""Function words, determiners and the words that only frame a question."""

# Function words of English. They keep their place in phrases ("in care") but are no concept alone.
_FUNCTION_WORDS = """
    a about above after again against ago all almost along already also although always am among an and another any
    anybody anyone anything are arent around as ask asked asking at away back be because been before being below
    between both but by came can cant cannot come comes coming could couldnt did didnt do does doesnt doing dont done
    down during each either else ever every everybody everyone everything far few for from further gave get gets
    getting give given gives go goes going gone got had hadnt has hasnt have havent having he hed hes her here hers
    herself him himself his how however i id ill im ive if in instead into is isnt it its itself just keep kind know
    known let like lot lots made make makes making many may maybe me mean might mine more most much must my myself
    need needs neither never no nobody none nor not nothing now of off often on once one ones only onto or other
    others our ours ourselves out over own per perhaps please quite rather really said same say saying says see seem
    seems seen shall she shes should shouldnt since so some somebody someone something sort still such sure take taken
    takes taking tell than thank thanks that thats the their theirs them themselves then there theres these they theyd
    theyll theyre theyve thing things this those though through thus to together told too took toward towards two
    under until up upon us use used uses using very via want wants was wasnt way we weve well went were werent what
    whatever whats when where whether which while who whole whom whos whose why will with within without wont would
    wouldnt yes yet you youd youll your youre yours youve hello hi hey dear ok okay sir madam etc v vs versus
    pls plz plse u ur cos coz cuz gonna wanna gotta dunno innit tbh btw asap fyi tho abt
"""
# Words of asking about an inspection: whose report, when, where in it. Never what a paragraph is about.
_FRAME_WORDS = """
    ofsted inspector inspectors inspection inspections inspected report reports reported council councils authority
    authorities borough county findings found find finds mention mentioned mentions according anything concerning jan
    feb mar apr jun jul aug sep sept oct nov dec
    regarding regard respect reference identify passage passages paragraph paragraphs wording question answer year
    years latest last recent insp insps rpt rpts recently newest current currently hmi cqc la las
"""
# Words that come and go in a phrase without changing what it names: "caring for a parent", "caring for parents".
_DETERMINERS = "a an the my your his her its our their this that these those some any"
DETERMINERS = frozenset(_DETERMINERS.split())
FRAME_WORDS = frozenset(_FRAME_WORDS.split())
STOP_WORDS = frozenset(_FUNCTION_WORDS.split()) | FRAME_WORDS
# Words of asking about a council as a whole, its grades or its papers: besides those above, they name no topic.
_TOPICLESS_WORDS = """
    hows show local city children childrens services service social care department team area areas today overall
    main less new old previous time times ilacs sif letter visit quick quickly wanted wondering looking grade grades
    graded rating ratings rated judged judgement judgements judgment judgments score scored bit outcome outcomes
    result results
"""
TOPICLESS_WORDS = STOP_WORDS | frozenset(_TOPICLESS_WORDS.split())
