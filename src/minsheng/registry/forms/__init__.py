"""Input shapes of the registry: one thing a page."""
