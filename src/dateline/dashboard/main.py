"""The script that Streamlit runs for each session; hands over to the pages."""

from dateline.dashboard.views import run

run()
