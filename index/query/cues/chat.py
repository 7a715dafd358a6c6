"""Greetings, thanks and questions about the bot itself: a text of nothing else asks for help."""

CHAT_WORDS = (
    "hi", "hiya", "hello", "hey", "hullo", "yo", "good morning", "good afternoon", "good evening", "good day",
    "morning",
    "afternoon", "evening", "thank", "thanks", "thank you", "ta", "cheers", "thx", "ty", "much appreciated",
    "brilliant", "great",
    "lovely", "perfect", "ok", "okay", "cool", "nice", "nice one", "bye", "goodbye", "see you", "please", "test",
    "testing", "ping", "start", "menu", "command", "commands", "there", "all", "everyone", "team", "findings", "bot",
    "so much", "very much", "again", "a lot", "then", "mate", "for that", "for your help", "for the help", "for now",
    "for today", "really helpful", "very helpful", "so helpful", "super helpful", "really useful", "very useful",
    "so useful", "super useful", "really good", "very good", "really kind", "very kind", "so kind", "never mind",
    "nevermind", "forget it", "got it", "sorted", "everything", "no worries", "will do", "sorry", "no", "yes", "yep",
    "nope", "lol", "haha", "fine", "understood", "noted", "that's", "that is", "that was", "great stuff", "good stuff",
    "helpful", "useful", "it", "now", "today", "appreciated", "awesome", "ace", "wonderful", "excellent", "fab",
    "super",
)  # fmt: skip
ABOUT_THE_BOT = (
    "who are you", "who r u", "what are you", "what r u", "what can you do", "what do you do", "what can u do",
    "what is this",
    "what's this", "whats this", "what can i ask", "what can i ask you", "how do i use this", "how do i use you",
    "how do i use it",
    "how does this work", "how does it work", "how does that work", "how do you work", "how are you", "how are things",
    "are you a bot", "are you a robot", "are you human", "are you real", "are you an ai", "are you ai",
    "are you there",
    "help", "help me", "what documents do you have", "which documents do you have", "what are you for",
    "can you help", "can you help me", "could you help me", "can anyone help", "can someone help", "i need help",
    "i need some help", "i'm stuck", "im stuck", "is anyone there", "is anybody there", "is someone there",
    "is this on",
    "is this working", "are you working", "are you chatgpt", "are you gpt", "are you claude", "are you copilot",
    "are you gemini", "are you an llm", "are you a person", "are you a machine", "are you a computer",
    "are you a human",
    "how are you today", "what kind of questions can i ask", "what questions can i ask",
    "what sort of questions can i ask",
    "what things can i ask", "what questions can you answer", "i need", "i want",
)  # fmt: skip
HOLDINGS = (
    ("what", "which"),
    (
        "document", "documents", "report", "reports", "council", "councils", "authority", "authorities", "las",
        "inspection", "inspections", "file", "files", "area", "areas", "letters",
    ),
    ("do", "have", "are"),
    ("you", "u", "we", "there"),
    ("got", "have", "hold", "cover", "know", "know about", "know of"),
)  # fmt: skip
MATCHES = (
    "hi", "hello there!", "thanks!", "who are you?", "what can you do", "ok cheers", "great, that's all thanks",
    "which councils do you have?", "thank you so much", "cheers thats all for today", "what reports have you got",
)  # fmt: skip
MISSES = (
    "help and protection in Leeds", "private fostering", "good morning, how is fostering in Leeds",
    "which councils were told to improve",
    "what are you told to fix", "start of care proceedings",
)  # fmt: skip
