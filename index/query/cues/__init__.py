"""Rules on language as tables: what a cue means, its patterns, and questions that must and must not match."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
