"""Tests of programs beside others."""
