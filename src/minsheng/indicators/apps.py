"""Django's name of this app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The app as Django lists it."""

    name = "minsheng.indicators"
    label = "indicators"
