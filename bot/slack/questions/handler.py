"""Answer one question that was asked in Slack, or give one reason."""

BUSY = 20  # questions waiting, beyond which a status line would only cost time
NO_INDEX = "I have no index to answer from just now. An admin must make one; I have told them."
