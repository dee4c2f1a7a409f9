"""The pages that analysts use; the only importer of streamlit beside the server."""
