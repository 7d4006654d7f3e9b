"""Django's name of this app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app as Django lists it."""

    name = "minsheng.cases"
    label = "cases"
