"""Benchmarks: `./dev bench NAME [--quick]`, JSON lines on standard output."""
