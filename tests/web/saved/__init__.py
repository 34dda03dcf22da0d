"""Tests of pages that are saved as one file."""
