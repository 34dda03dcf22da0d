"""Tests of the values of cells."""
