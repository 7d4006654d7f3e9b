"""Django's name of this app."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """The app as Django lists it."""

    name = "minsheng.dispatch"
    label = "dispatch"
