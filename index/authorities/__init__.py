"""Names of councils: one resolver, for documents and for questions."""

from index.authorities.gazetteer import Gazetteer, Mention, Mentions, held_authorities

__all__ = ["Gazetteer", "Mention", "Mentions", "held_authorities"]
