from .documents import register_managing_documents as register_managing_documents
from .feedback import register_managing_feedback as register_managing_feedback
from .home_actions import register_managing as register_managing
from .metadata_form import metadata_fields as metadata_fields
from .metadata_form import read_metadata as read_metadata
from .middleware import admins_only as admins_only
from .middleware import show as show
from .vocabulary import register_managing_vocabulary as register_managing_vocabulary
