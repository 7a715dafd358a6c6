from .page_view import FileChangedError as FileChangedError
from .page_view import NoPageError as NoPageError
from .page_view import PagePicture as PagePicture
from .page_view import can_show_page as can_show_page
from .page_view import draw_passage as draw_passage
from .page_view import has_pages as has_pages
from .page_view import mark_passage as mark_passage
from .page_view import undrawn as undrawn
