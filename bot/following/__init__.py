"""Standing questions: what somebody follows, as it was understood, and what a new document says on it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
