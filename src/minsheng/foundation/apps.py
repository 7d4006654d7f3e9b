"""Django's name of this app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The app as Django lists it."""

    name = "minsheng.foundation"
    label = "foundation"
