from .intake import Intake as Intake
from .listener import register_uploading as register_uploading
from .preview import Preview as Preview
from .review import Review as Review
from .status_message import StatusMessage as StatusMessage
