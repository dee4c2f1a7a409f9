"""Release to outcome, files to store: what the command line and the dashboard start."""

from dateline.pipeline.ingest import Step, StepKind, ingest, ingest_items, items, join
from dateline.pipeline.lines import as_line, as_object
from dateline.pipeline.pipeline import Pipeline, Reader

__all__ = [
    "Pipeline",
    "Reader",
    "Step",
    "StepKind",
    "as_line",
    "as_object",
    "ingest",
    "ingest_items",
    "items",
    "join",
]
