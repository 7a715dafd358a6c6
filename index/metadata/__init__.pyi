from .citations import cite as cite
from .citations import cite_document as cite_document
from .citations import cite_judgement as cite_judgement
from .dates import find_dates as find_dates
from .dates import find_period as find_period
from .extractor import describe as describe
from .recommendations import set_requests_apart as set_requests_apart
from .supersession import superseded_by as superseded_by
