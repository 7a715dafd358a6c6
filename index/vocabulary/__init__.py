"""The words of the sector, as data that people can read and extend, and what loads them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
