"""Judgements of maps: verdict, inverse, the difference between two, the pattern that makes one."""
