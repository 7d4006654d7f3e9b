"""Wiring: settings, urls, the flow of facts and the commands. Nothing imports it."""
