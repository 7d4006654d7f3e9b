"""Which category a message is about: by the learned model where there is one, by ordinary words otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from minsheng.cases.models import TrainedModel
from minsheng.cases.rules import Classified, Classifier, classifying
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
    A category that the model never saw enough of is still found by its words: before what was learned where the model
    is not certain (a young model knows few categories and would see them everywhere), else behind it.
    """
    by_words = catalogue.propose_categories(text, most)
    model = model_in_use()
    if model is None or (by_words and by_words[0].category.urgency == "emergency"):
        return by_words
    found = model.classify(text, most)
    learned = _learned(model, found, text, catalogue.catalogue().categories)
    if not learned or (by_words and by_words[0].category.code not in model.keys and not found.is_certain):
        return _one_after_the_other(by_words, learned)[:most]
    return _one_after_the_other(learned, by_words)[:most]


def _one_after_the_other(
    first: list[catalogue.CategoryProposal], second: list[catalogue.CategoryProposal]
) -> list[catalogue.CategoryProposal]:
    """The first ones, then those of the second that are not among them."""
    known = {one.category.code for one in first}
    return [*first, *(one for one in second if one.category.code not in known)]


def _learned(
    model: Classifier, found: Classified, text: str, categories: Mapping[str, catalogue.CategoryRow]
) -> list[catalogue.CategoryProposal]:
    proposals = []
    for place, (key, share) in enumerate(found.likely):
        if key in categories:
            words = "、".join(f"“{word}”" for word in model.words_for(text, key))
            certain = "，很有把握" if found.is_certain and place == 0 else ""
            reason = f"本地办过的事里，说到{words or '相近的话'}的多是“{categories[key].name}”{certain}"
            proposals.append(catalogue.CategoryProposal(categories[key], share, reason))
    return proposals
