"""Tests mirror the folders of the application."""
