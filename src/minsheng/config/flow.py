"""tmp."""


def connect() -> None: ...
