from .documents import DOCUMENT_LISTENERS as DOCUMENT_LISTENERS
from .feedback import BAD_FEEDBACK_LISTENERS as BAD_FEEDBACK_LISTENERS
from .home_actions import HOME_LISTENERS as HOME_LISTENERS
from .metadata_form import metadata_fields as metadata_fields
from .metadata_form import read_metadata as read_metadata
from .middleware import admins_only as admins_only
from .middleware import write_refusal as write_refusal
from .vocabulary import VOCABULARY_LISTENERS as VOCABULARY_LISTENERS
