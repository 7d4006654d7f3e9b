"""Tables of the registry."""

from minsheng.registry.models.duplicates import Merge, PossibleDuplicate
from minsheng.registry.models.organisations import Membership, Organisation
from minsheng.registry.models.people import Household, Person

__all__ = ["Household", "Membership", "Merge", "Organisation", "Person", "PossibleDuplicate"]
