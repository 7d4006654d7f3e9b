"""What the registry tells."""

import uuid
from dataclasses import dataclass
from datetime import date

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Items, Persons


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Fact):
    """A person was entered for the first time; from now on nobody types the same again."""


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Fact):
    """What is known about a person was brought up to date: which fields, never their contents."""

    fields: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationRegistered(Fact):
    """An organisation was entered."""

    organisation_kind: Code


@dataclass(frozen=True, kw_only=True)
class PersonsMerged(Fact):
    """Two records were found to be one person: `about` answers for both from now on. Both records stay."""

    merged: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Fact):
    """Two records that had been joined are two people again; `about` had answered for both."""

    merged: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Fact):
    """An organisation was brought up to date: which fields, never their contents."""

    fields: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class MembershipBegan(Fact):
    """A person belongs to an organisation in a role from a day on; `about` is the person."""

    organisation: uuid.UUID
    role: Code
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Fact):
    """A membership ended on a day; `about` is the person."""

    organisation: uuid.UUID
    role: Code
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class MembershipChanged(Fact):
    """The last day of a membership was put right (None: it goes on); `about` is the person."""

    organisation: uuid.UUID
    role: Code
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class MembershipTakenBack(Fact):
    """A membership that a sheet had entered was taken out again; `about` is the person."""

    organisation: uuid.UUID
    role: Code
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ProxyGiven(Fact):
    """A person let another act for him, in one scope and until a day; `about` is who gave it."""

    agent: uuid.UUID
    scope: Code
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class ProxyEnded(Fact):
    """A proxy was taken back or used up; `about` is who had given it."""

    agent: uuid.UUID
    scope: Code


@dataclass(frozen=True, kw_only=True)
class ConsentAnswered(Fact):
    """A person said yes or no to a purpose, or took his yes back; it counts from this moment on."""

    purpose: Code
    answer: Code
    channel: Code


@dataclass(frozen=True, kw_only=True)
class PersonErased(Fact):
    """At the person's own request nothing personal is left in the row; later stages forget their part with it."""


@dataclass(frozen=True, kw_only=True)
class DataRequested(Fact):
    """A person asked to see, correct or delete what is known about him."""

    request: uuid.UUID
    request_kind: Code


@dataclass(frozen=True, kw_only=True)
class DataRequestAnswered(Fact):
    """A request about a person's own data was carried out or refused with a reason."""

    request: uuid.UUID
    request_kind: Code
    outcome: Code


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Fact):
    """A person can sign in from now on; `about` is the account. It has no role yet."""

    person: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Fact):
    """An account can sign in no more; its sessions ended. What it has done stays under its name."""


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Fact):
    """An account that had been closed can sign in again."""


@dataclass(frozen=True, kw_only=True)
class PasswordReset(Fact):
    """An administrator gave an account a new password, which its holder must change."""


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Fact):
    """An account has a role in `area` from a day (to a day); `about` is the account."""

    role: Code
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Fact):
    """A role of an account in `area` counts on that day for the last time, or (`at_once`) from that moment no more.

    `about` is the account.
    """

    role: Code
    on: date
    at_once: bool = False


@dataclass(frozen=True, kw_only=True)
class SheetTaken(Fact):
    """A sheet of people, organisations or memberships was carried out; `about` is the run."""

    sheet: Code
    entered: Items
    changed: Items
    wrong: Items


@dataclass(frozen=True, kw_only=True)
class SheetUndone(Fact):
    """A sheet was taken back as a whole; `kept` rows had been changed or used since and stay as they are."""

    undone: Items
    kept: Items


@dataclass(frozen=True, kw_only=True)
class RegistrationTakenBack(Fact):
    """Somebody or something entered by a sheet was taken out again, before anything hung on it."""


@dataclass(frozen=True, kw_only=True)
class ListDeclared(Fact):
    """Somebody declared a list that follows from a rule; a sensitive one waits for another person's yes."""

    purpose: Code
    owner: uuid.UUID
    expires_on: date
    needs_decision: bool


@dataclass(frozen=True, kw_only=True)
class ListDecided(Fact):
    """Another person said yes or no to a sensitive list."""

    outcome: Code


@dataclass(frozen=True, kw_only=True)
class ListExtended(Fact):
    """A list goes on until another day."""

    expires_on: date


@dataclass(frozen=True, kw_only=True)
class ListEnded(Fact):
    """A list lists nobody any more. What it was stays readable."""


@dataclass(frozen=True, kw_only=True)
class FormComposed(Fact):
    """Somebody composed a department's table; a sensitive one waits for another person's yes."""

    purpose: Code
    organisation: uuid.UUID
    bound: tuple[Code, ...]
    needs_decision: bool


@dataclass(frozen=True, kw_only=True)
class FormDecided(Fact):
    """Another person said yes or no to a sensitive table."""

    outcome: Code


@dataclass(frozen=True, kw_only=True)
class FormEnded(Fact):
    """A table is filled for nobody any more. What it was stays readable."""


@dataclass(frozen=True, kw_only=True)
class QuestionDeclared(Fact):
    """Somebody wants people to be asked something more; it waits for another person's yes."""

    organisation: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class QuestionDecided(Fact):
    """Another person said yes or no to a question."""

    outcome: Code


@dataclass(frozen=True, kw_only=True)
class QuestionEnded(Fact):
    """A question is put to nobody any more, and no table shows what was answered to it."""


@dataclass(frozen=True, kw_only=True)
class SharingAsked(Fact):
    """Somebody asked for people's data as a file, for a purpose; `about` is the request."""

    purpose: Code
    has_numbers: bool
    needs_decision: bool


@dataclass(frozen=True, kw_only=True)
class SharingDecided(Fact):
    """Another person said yes or no to a file."""

    outcome: Code


@dataclass(frozen=True, kw_only=True)
class SharingFetched(Fact):
    """A file with the data of so many people was fetched by whoever had asked for it."""

    people: Persons
