"""Django's name of this app; it makes every kind of fact known."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FoundationConfig(AppConfig):
    """The app as Django lists it."""

    name = "minsheng.foundation"
    label = "foundation"

    def ready(self) -> None:
        # a worker or a command may meet any fact in the log, whichever apps it happens to import
        autodiscover_modules("facts")
