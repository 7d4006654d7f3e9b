"""Which category a message is about: by the learned model where there is one, by ordinary words otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from minsheng.cases.models import TrainedModel
from minsheng.cases.rules import Classifier, classifying
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions

EDITION = "trained_model"


def model_in_use() -> Classifier | None:
    """The trained model in use, kept in memory while it stays the same. One query."""
    return editions.kept(EDITION, _read)


def _read() -> Classifier | None:
    data = TrainedModel.objects.filter(is_in_use=True).values_list("data", flat=True).first()
    return classifying.read(bytes(data)) if data is not None else None


def propose_categories(text: str, most: int = 3) -> list[catalogue.CategoryProposal]:
    """The likeliest categories with the words that spoke for them; a person confirms.

    Words of an emergency come first, whatever a model says: emergencies are never kept, so nothing learns them.
    A category that the model never saw enough of is still found by its words, behind what was learned.
    """
    by_words = catalogue.propose_categories(text, most)
    model = model_in_use()
    if model is None or (by_words and by_words[0].category.urgency == "emergency"):
        return by_words
    learned = _learned(model, text, catalogue.catalogue().categories, most)
    known = {one.category.code for one in learned}
    rest = [one for one in by_words if one.category.code not in known]
    return [*learned, *rest][:most] if learned else by_words


def _learned(
    model: Classifier, text: str, categories: Mapping[str, catalogue.CategoryRow], most: int
) -> list[catalogue.CategoryProposal]:
    found = model.classify(text, most)
    proposals = []
    for place, (key, share) in enumerate(found.likely):
        if key in categories:
            words = "、".join(f"“{word}”" for word in model.words_for(text, key))
            certain = "，很有把握" if found.is_certain and place == 0 else ""
            reason = f"本地办过的事里，说到{words or '相近的话'}的多是“{categories[key].name}”{certain}"
            proposals.append(catalogue.CategoryProposal(categories[key], share, reason))
    return proposals
