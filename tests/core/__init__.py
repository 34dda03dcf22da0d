"""Tests of the core. einops and numpy are the judges; ``differences.py`` lists where we differ on purpose."""
