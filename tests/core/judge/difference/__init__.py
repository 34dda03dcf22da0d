"""Tests of how two plans differ."""
