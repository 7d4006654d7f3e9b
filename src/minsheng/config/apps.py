"""Connects the flow of facts once, when Django is ready."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The wiring app: no tables of its own."""

    name = "minsheng.config"
    label = "config"

    def ready(self) -> None:
        from minsheng.config import flow  # the reactions import models, which exist only now

        flow.connect()
