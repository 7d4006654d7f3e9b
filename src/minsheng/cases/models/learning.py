"""The table of trained models, and the threshold under which each was kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class TrainedModel(models.Model):
    """A model learned from the banner's own confirmed cases, with what it reached on cases that it had not seen.

    At most one is in use. `data` is what `rules.classifying.written` made: numbers and texts, no program.
    """

    number = models.BigAutoField(primary_key=True)
    trained_at = models.DateTimeField()
    trained_by = models.UUIDField(null=True)
    cases = models.PositiveIntegerField()
    categories = models.PositiveIntegerField()
    macro_f1 = models.FloatField()
    certain_precision = models.FloatField(null=True)
    certain_share = models.FloatField()
    macro_f1_before = models.FloatField(null=True)
    is_in_use = models.BooleanField(default=False)
    decision = models.CharField(max_length=200)
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_in_use"], condition=Q(is_in_use=True), name="one_trained_model_in_use"),
            models.CheckConstraint(
                condition=Q(macro_f1__range=(0, 1)) & Q(certain_share__range=(0, 1)),
                name="trained_model_shares_are_shares",
            ),
        ]
