"""`minsheng train`: trains the classifier from confirmed cases, or says how well it does on files of messages."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minsheng.cases.models import TrainedModel
    from minsheng.cases.queries import Classifier


def train() -> int:
    """Train from the database and say what came of it. Raises `ValueError` where there is too little."""
    from django.utils import timezone

    from minsheng.cases.operations import training

    made = training.train_model(by=None, at=timezone.now())
    print(_told(made) if made else "another training is under way")
    return 0


def _told(made: TrainedModel) -> str:
    """What came of a training; its page says the same in Chinese (`decision`)."""
    reached = f"macro F1 {made.macro_f1:.3f} on the newest of {made.cases} cases"
    compared = f"{reached}, {made.macro_f1_before or 0:.3f} by what proposed before"
    return f"{compared}; in use now" if made.is_in_use else f"{compared}, which goes on"


def evaluate(on: Path | None, asked: Path | None) -> int:
    """Print the figures: learned from `on` and asked about `asked` (cross-validated on `on` without it).

    Without `on` the model in use is asked. Raises `ValueError` for a file that holds no messages, or no model.
    """
    from minsheng.cases.operations import training

    if on is not None and asked is None:
        found = training.cross_validated(*_messages(on))
    else:
        model = training.trained(*_messages(on)) if on is not None else _in_use()
        found = training.evaluated(model, *_messages(asked or Path()))
    print(json.dumps({name: _rounded(value) for name, value in dataclasses.asdict(found).items()}))
    return 0


def _in_use() -> Classifier:
    from minsheng.cases import queries

    model = queries.model_in_use()
    if model is None:
        raise ValueError("there is no trained model yet: run `minsheng train` first, or name a file with --on")
    return model


def _messages(path: Path) -> tuple[list[str], list[str]]:
    """Texts and labels of a JSONL file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise ValueError(f"{path} cannot be read: {problem}") from problem
    rows = [_message(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip()]
    if not rows:
        raise ValueError(f"{path} holds no messages")
    return [text for text, _ in rows], [label for _, label in rows]


def _message(line: str, where: str) -> tuple[str, str]:
    """(text, label) of one line; a title that the text does not begin with is put before it."""
    try:
        row = json.loads(line)
        text, title, label = str(row["text"]), str(row.get("title", "")), str(row["label"])
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"{where}: each line is a JSON object with text and label ({problem!r})") from problem
    return (text if text.startswith(title) else f"{title} {text}"), label


def _rounded(value: float | None) -> float | None:
    return round(value, 4) if isinstance(value, float) else value
