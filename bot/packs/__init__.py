"""Packs for a meeting: passages that were asked for or picked, as a Word document with every citation."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
