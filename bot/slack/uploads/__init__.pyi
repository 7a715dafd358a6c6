from .download import check_offered as check_offered
from .download import open_download as open_download
from .intake import Intake as Intake
from .listener import UPLOAD_LISTENERS as UPLOAD_LISTENERS
from .preview import Preview as Preview
from .review import Review as Review
from .status_message import StatusMessage as StatusMessage
