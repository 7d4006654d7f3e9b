"""The logic behind ./dev."""
