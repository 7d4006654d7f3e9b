"""minsheng: one record, every ledger - grassroots public service for a county."""

__version__ = "0.1.0"
