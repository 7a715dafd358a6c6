from .library import check_health as check_health
