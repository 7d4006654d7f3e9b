"""Pages of the registry: people, organisations, consents, requests, programmes."""
