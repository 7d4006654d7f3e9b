"""The doors for other systems: our own interface (`cases`), and Open311."""
