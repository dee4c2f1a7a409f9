"""Dateline's server: `python app.py --port 8501`, or `uvicorn app:app`."""

from dateline.dashboard import create_app, serve

app = create_app()

if __name__ == "__main__":
    serve(app)
