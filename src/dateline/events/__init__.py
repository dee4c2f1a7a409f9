"""Mentions and text to events; events of many releases to a chronicle."""
