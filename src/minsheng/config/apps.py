"""Connects the flow of facts once, when Django is ready."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConfigConfig(AppConfig):
    """The wiring app: no tables of its own."""

    name = "minsheng.config"
    label = "config"

    def ready(self) -> None:
        from minsheng.config import flow, words  # the reactions import models, which exist only now

        autodiscover_modules("facts")  # every process can read every kind of fact
        flow.connect()
        words.connect()
