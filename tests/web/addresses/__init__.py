"""Tests of addresses that stand in other addresses."""
