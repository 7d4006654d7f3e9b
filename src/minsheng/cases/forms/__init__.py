"""Input shapes of cases."""
