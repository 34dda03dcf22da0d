"""Tests of the snippets: each is run, and its output compared cell by cell."""
