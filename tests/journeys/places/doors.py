"""Addresses for other systems: they answer programs, never a person at a screen."""

from __future__ import annotations

from tests.journeys.places.walking import Place

PROGRAMS = "answers JSON to programs that hold a key; tests/config/test_interface.py holds each to its scope"
NO_PAGES = {
    f"api:{name}": PROGRAMS
    for name in (
        *("api-root", "openapi-json"),
        *("list_cases", "list_own_cases", "open_case", "get_case", "deliver", "hand_back", "pause", "resume"),
        *("list_categories", "find_duties", "list_services", "get_service", "list_organisations", "list_areas"),
    )
}
NO_PAGES["registry:new_key"] = "needs a system made in the same walk; walked by hand"
NO_PAGES |= {
    f"cases:open311_{name}": "answers JSON and XML to programs; tests/cases/test_open311.py"
    for name in ("discovery", "services", "definition", "requests", "request")
}
PLACES: dict[str, Place] = {}
