"""What is kept of use and of changes: who changed the library, and counts without anybody in them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
