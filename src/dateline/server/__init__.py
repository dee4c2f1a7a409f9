"""Routes beside the dashboard: assets and the feature API."""
