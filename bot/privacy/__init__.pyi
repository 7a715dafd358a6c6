from .figures import nhs_number as nhs_number
from .known_names import known_names as known_names
from .personal_data import personal_data as personal_data
