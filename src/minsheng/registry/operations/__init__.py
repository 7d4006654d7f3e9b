"""Writes of people, organisations and memberships."""

from minsheng.registry.operations.organisations import join_organisation, register_organisation
from minsheng.registry.operations.people import register_person, reveal_phone

__all__ = ["join_organisation", "register_organisation", "register_person", "reveal_phone"]
