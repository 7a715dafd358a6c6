"""Signs that fonts and typesetters use for plain ones: ligatures, and the raised figures of footnotes."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
LOWERED = str.maketrans(SUPERSCRIPTS, "0123456789")
