"""From a topic to the passages that speak of it: what is prepared at indexing, and ranking."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
