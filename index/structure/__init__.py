"""Structure: from lines to headings, numbered paragraphs, paragraphs, bullets and rows, in their sections.

In comes a ``Source``; out goes a ``Structure``. No file format is known here.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
