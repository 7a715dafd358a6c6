"""Given names common in England, for seeing that a question names somebody. Data; in lower case."""

__all__ = ["GIVEN_NAMES"]

# Names that stood among the commonest of any decade since 1940 (Office for National Statistics, baby names), and of
# the communities that live in England; spellings as commonly written.
_NAMES = """
aaliyah aaron abbie abdul abdullah abigail abraham ada adam adele adrian agnes ahmad ahmed aidan aiden aisha ajay
alan albert aleksandra alex alexa alexander alexandra alexis alfie alfred ali alice alicia alison alistair amanda
amara amber amelia amelie amina amir amirah amy ana anaya andrea andrei andrew andy aneesa angela anil anita anjali
ann anna annabel anne annie anthony antonio anya archie aria arjun arlo arthur arya asha ashley ashraf asif asma
aurora austin ava ayaan ayesha aylin bailey barbara barry beatrice becky bella ben benjamin bernard beth bethany
betty beverley bianca billy blake bobby bogdan bradley brandon brenda brian bridget brooke bruce bryan callum
cameron camilla carl carla carly carol caroline catherine cathy cerys charlene charles charlie charlotte chelsea
cheryl chloe chris christina christine christopher claire clara clare clive cody colin connor conor corey courtney
craig cristian curtis daisy damian daniel daniela danielle danny darcey darren dave david dawid dawn dean debbie
deborah declan delilah denise dennis derek diana diane dominic donald donna doreen doris dorothy dougie douglas
duncan dylan ebony eddie edith edward edwin eileen elaine eleanor elena eli elias elijah elisha eliza elizabeth ella
ellen ellie elliot elliott ellis elsie emilia emily emma emmanuel eric erin esme esther ethan ethel eva evan eve
evelyn evie ezra faisal farah fatima fatimah felix finlay finley fiona florence frances francesca francis frank
fraser freddie frederick freya gabriel gabriela gareth gary gavin gemma geoffrey george georgia georgina gerald
gerard gillian gina glen glenn gloria gordon grace graeme graham grant gregory gurpreet hamza hana hannah haris
harley harold harper harriet harrison harry harvey hasan hashim hassan hayden hayley hazel heather heidi helen henry
hilary holly howard hugh hugo humphrey hussain hussein ian ibrahim imogen imran ines ioana iqra irene iris isaac
isabel isabella isabelle isaiah isha isla ismail ivan ivy jack jackie jackson jacob jacqueline jade jaden jake james
jamie jan jane janet janice jasmin jasmine jason jasper jaxon jay jayden jayne jean jeff jeffrey jemima jen jennifer
jenny jeremy jessica jessie jill jim jimmy joan joanna joanne jodie joe joel john johnny jon jonathan jordan jose
joseph josephine josh joshua joyce juan jude judith judy julia julian julie june justin kacper kai kaiden karen
karim karl kate katelyn katherine kathleen kathryn katie katy kayden kayla kayleigh keira keith kelly kelsey ken
kenneth kenzie kerry kevin khadija khadijah khalid kian kieran kim kimberley kirsty krish kyle kylie lacey lara
laura lauren lawrence layla layton leah leanne lee leila lenny leo leon leonard lesley leslie lewis lexi liam libby
lillian lily linda lindsay lindsey lisa logan lola lorraine louie louis louisa louise luca lucas lucy luke luna
lydia lyla lynn lynne mabel maddison madison mahmoud maisie malcolm malik mandy marcel marcus margaret maria mariam
marian marie marilyn marion mark marlene martha martin martyn mary maryam mason mateo mateusz matilda matthew
maureen max maxwell maya megan mehmet melanie melissa mia micah michael michaela michelle mila miles millie mohamed
mohammad mohammed moira molly monica muhammad musa mustafa myles nadia nancy naomi natalia natalie natasha nathan
nathaniel neil niamh nicholas nick nicky nicola nicole nigel nikola nina noah noel nora norma norman nova oakley
oliver olivia ollie omar oscar otis owen paige pamela patel patricia patrick paul paula pauline peggy penelope penny
peter petra philip phillip phoebe phyllis piotr polly poppy priya rachael rachel ralph raymond rebecca reece reggie
rehan reuben rhys richard ricky riley rita rob robbie robert robin robyn roger roman ronald ronnie rory rosa
rosalind rose rosemary rosie ross rowan roy ruby rupert russell ruth ryan saad sabrina safa saffron sally sam
samantha samir samuel sana sandra sara sarah sasha savannah scarlett scott sean sebastian selina shane shannon
sharon shaun sheila shelley shirley sian sienna simon simran skye sofia sonia sonny sophia sophie spencer stacey
stanley stefan stella stephanie stephen steve steven stewart stuart sue summer susan susanna suzanne sybil sylvia
szymon tamara tanya tara tariq taylor teddy terence teresa terry thea theo theodore theresa thomas tiffany tim
timothy tina toby todd tom tommy toni tony tracey tracy trevor tristan tyler usman valerie vanessa vera veronica
victor victoria vihaan viktor vincent violet wayne wendy wesley wilfred william willow winifred xavier yahya yasin
yasmin yasmine yusuf yvonne zac zachary zahra zain zainab zak zara zayn zoe zofia zuzanna
"""

GIVEN_NAMES = frozenset(_NAMES.split())
