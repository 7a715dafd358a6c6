"""Quotations in a draft, each compared word for word with every stored passage."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
