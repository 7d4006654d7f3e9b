"""Who could serve a need here, with what each has taken on already."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from django.db.models import Count

from minsheng.cases import rules
from minsheng.cases.models import Case, CoHandler, Provider
from minsheng.catalogue import queries as catalogue
from minsheng.registry import queries as registry


def provider_offer(category: str, area: str) -> rules.ProviderOffer | None:
    """To whom a need of this category in this area is offered, and why; None where nobody is set. Three queries."""
    if not category or not area:
        return None
    around = [area[:length] for length in range(2, len(area) + 1)]
    rows = list(Provider.objects.filter(category=category, area__in=around).order_by("pk"))
    if not rows:
        return None
    taken = _taken(category, [one.organisation_id for one in rows])
    names = registry.organisations()
    nearest = {one.organisation_id: one for one in sorted(rows, key=lambda one: len(one.area_id))}
    return rules.offered(
        rules.Provider(key, names[key].name, rules.Tier(one.tier), one.capacity, taken.get(key, 0))
        for key, one in nearest.items()
        if key in names
    )


def provider_offer_of(case_id: uuid.UUID) -> rules.ProviderOffer | None:
    """As `provider_offer`, for a case that its caller may see. Four queries."""
    found = Case.objects.filter(pk=case_id).values_list("category_id", "area_id").first()
    return provider_offer(found[0] or "", found[1]) if found else None


def _taken(category: str, organisations: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many open cases of the category each works on, as the lead or as a helper that has not finished."""
    is_open = {"state__in": rules.OPEN_STATES, "category": category, "merged_into": None}
    leads = Case.objects.filter(lead__in=organisations, **is_open).order_by().values_list("lead")
    helping = CoHandler.objects.filter(
        organisation__in=organisations, ended_at=None, **{f"case__{key}": value for key, value in is_open.items()}
    )
    counts = dict(leads.annotate(number=Count("pk")))
    for key, number in helping.order_by().values_list("organisation").annotate(number=Count("pk")):
        counts[key] = counts.get(key, 0) + number
    return counts


def helpers_offered(lead: uuid.UUID, helpers: Iterable[uuid.UUID], offer: rules.ProviderOffer) -> list[str]:
    """The names of the helpers on the list, of the providers among them only the one that is offered the need."""
    names = registry.organisations()
    kept = [one for one in helpers if one not in offer.known]
    chosen = [offer.chosen.organisation] if offer.chosen and offer.chosen.organisation != lead else []
    return [names[one].name for one in [*chosen, *kept] if one in names]


def co_handlers_offered(case: Case, lead: uuid.UUID, offer: rules.ProviderOffer | None) -> Sequence[str]:
    """The names of the co-handlers that a case has; of one that has none those of its item on the list, as the desk
    offers them, where this is the item's lead.
    """
    names = registry.organisations()
    own = case.co_handlers.order_by("pk").values_list("organisation_id", flat=True)
    if own:
        return [names[one].name for one in own]
    item = catalogue.item(case.proposed_item_id)
    if item is None or item.lead_id != lead:
        return ()
    return helpers_offered(lead, item.co_ids, offer) if offer else item.co_names
