"""Table of wrong look-ups of the public status."""

from __future__ import annotations

from django.db import models

from minsheng.foundation.sealed import BlindIndexField

GUESS_FADES = "kept for a day: wrong look-ups of the day before count no longer"


class Guess(models.Model):
    """A look-up of the public status that did not fit: number and address as blind indexes, kept for a day.

    And a voice from the open page, by its hour, with that page's name in place of a number.
    """

    number_index = BlindIndexField(context="cases_guess.number", fades=GUESS_FADES, max_length=32)
    address_index = BlindIndexField(context="cases_guess.address", fades=GUESS_FADES, max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["number_index", "at"], name="guess_number"),
            models.Index(fields=["at"], name="guess_at"),
        ]
