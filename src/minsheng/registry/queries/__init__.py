"""Reads of people and organisations."""

from minsheng.registry.queries.organisations import (
    OrganisationRow,
    accounts_of,
    intake_areas,
    intake_for,
    organisation,
    organisation_by_code,
    organisation_names,
    organisations,
    organisations_found,
    organisations_of,
)
from minsheng.registry.queries.people import (
    PHONE_INDEX,
    Listed,
    people_found,
    people_with_phone,
    person_for_phone,
    person_of_account,
    phone_of,
)

__all__ = [
    "PHONE_INDEX",
    "Listed",
    "OrganisationRow",
    "accounts_of",
    "intake_areas",
    "intake_for",
    "organisation",
    "organisation_by_code",
    "organisation_names",
    "organisations",
    "organisations_found",
    "organisations_of",
    "people_found",
    "people_with_phone",
    "person_for_phone",
    "person_of_account",
    "phone_of",
]
