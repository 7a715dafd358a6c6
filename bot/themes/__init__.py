"""Themes: what improvement points are about, over one council's reports and over the country."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
