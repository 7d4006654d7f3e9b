"""What a helper can say to a desk instead of pressing it himself."""

from __future__ import annotations

from enum import StrEnum


class Spoken(StrEnum):
    """An act of a helper that the desk notes for him."""

    ACCEPT_PAIRING = "accept_pairing"
    LEAVE_PAIRING = "leave_pairing"
    OFFER_FOR_POST = "offer_for_post"
    DECLINE_POST = "decline_post"
    DO_REQUIRED_ACT = "do_required_act"
    DECLINE_OFFER = "decline_offer"
    GIVE_SHIFT_BACK = "give_shift_back"
    NOTE_VISITOR = "note_visitor"
    TAKE_VISITOR = "take_visitor"
    END_VISITOR = "end_visitor"
    NOTE_LEFT = "note_left"
    TAKE_SHIFT = "take_shift"
    SET_PROFILE = "set_profile"


YES = frozenset(
    {
        Spoken.ACCEPT_PAIRING,
        Spoken.OFFER_FOR_POST,
        Spoken.DO_REQUIRED_ACT,
        Spoken.TAKE_SHIFT,
        Spoken.SET_PROFILE,
    }
)
"""Of these his words are kept, with who noted them. Of the others nothing is: a no is counted for nobody."""
