from .feedback import register_opinions as register_opinions
from .messages import register_messages as register_messages
from .passages import register_reading as register_reading
from .refine import register_changing as register_changing
from .sharing import register_sharing as register_sharing
from .shortcuts import register_asking as register_asking
from .shortcuts import register_commands as register_commands
