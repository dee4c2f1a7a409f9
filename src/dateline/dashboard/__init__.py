"""The dashboard: pages, widgets and words; starts with `serve`."""

from dateline.dashboard.launch import create_app, serve

__all__ = ["create_app", "serve"]
