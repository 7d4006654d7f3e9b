"""Django's name of this app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The app as Django lists it."""

    name = "minsheng.catalogue"
    label = "catalogue"
