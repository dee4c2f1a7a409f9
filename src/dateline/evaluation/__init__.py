"""Measures of quality: gold annotations against results."""
