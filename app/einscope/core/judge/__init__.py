"""Judgements of a map: verdict, inverse, difference between two, the pattern that makes it, second opinions."""
