from .checker import QuotationChecker as QuotationChecker
from .checker import open_checker as open_checker
from .draft import find_quotations as find_quotations
from .draft import read_draft as read_draft
from .models import CheckedQuotation as CheckedQuotation
from .models import Difference as Difference
from .models import DifferenceKind as DifferenceKind
from .models import QuotationState as QuotationState
