"""Some weeks of invented work for a trial, played through the real operations: `python -m minsheng.config.playing`."""
