"""The page that a passage stands on: its characters as boxes, and the page as a picture with the passage marked."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
