from .library import check_health as check_health
from .library import check_passages as check_passages
from .network import network_fault as network_fault
