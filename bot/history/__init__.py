"""The grades of councils over all their inspections, as printed: set side by side, and drawn."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
