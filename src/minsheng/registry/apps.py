"""Django's name of this app."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The app as Django lists it."""

    name = "minsheng.registry"
    label = "registry"
