"""Answers kept beside the store, so that no service is asked twice for the same name."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from dateline.errors import StoreError
from dateline.geocoders.answers import Answer, Question
from dateline.models import Candidate, Place, PlaceKind, Reason

_METADATA = sa.MetaData()
ANSWERS = sa.Table(
    "geocoder_answers",
    _METADATA,
    sa.Column("service", sa.String(40), primary_key=True),
    sa.Column("question", sa.String(400), primary_key=True),
    sa.Column("asked", sa.String(40), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
)


class Cache(Protocol):
    """Where answers are kept. Only answers are: a service that failed is asked again."""

    def get(self, service: str, question: Question) -> Answer | None:
        """The answer kept for a question, or None."""

    def put(self, answer: Answer) -> None:
        """Keep an answer, in the stead of an older one."""


class NoCache:
    """Keeps nothing."""

    def get(self, service: str, question: Question) -> Answer | None:  # noqa: ARG002
        """None."""
        return None

    def put(self, answer: Answer) -> None:
        """Nothing."""


class SqlCache:
    """Answers in a table of their own in the store's database.

    Args:
        store: the store as in the settings: a file of SQLite, or an SQLAlchemy URL.
    """

    def __init__(self, store: str) -> None:
        if "://" not in store:
            Path(store).parent.mkdir(parents=True, exist_ok=True)
        url = store if "://" in store else f"sqlite:///{store}"
        options = {"connect_args": {"timeout": 30}} if url.startswith("sqlite") else {}
        try:
            self._engine = sa.create_engine(url, **options)
            _METADATA.create_all(self._engine)
        except sa.exc.SQLAlchemyError as error:
            raise StoreError(
                f"Answers of geocoders cannot be kept in {_plain(store)}; is it a store?"
            ) from error

    def get(self, service: str, question: Question) -> Answer | None:
        """The answer kept for a question, or None."""
        where = (ANSWERS.c.service == service) & (ANSWERS.c.question == _key(question))
        try:
            with self._engine.connect() as connection:
                row = connection.execute(sa.select(ANSWERS.c.answer).where(where)).scalar()
        except sa.exc.SQLAlchemyError as error:
            raise StoreError("Answers of geocoders cannot be read from the store.") from error
        return None if row is None else _read(row)

    def put(self, answer: Answer) -> None:
        """Keep an answer, in the stead of an older one."""
        row = {
            "service": answer.service,
            "question": _key(answer.question),
            "asked": answer.asked,
            "answer": json.dumps(asdict(answer), ensure_ascii=False),
        }
        where = (ANSWERS.c.service == row["service"]) & (ANSWERS.c.question == row["question"])
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.delete(ANSWERS).where(where))
                connection.execute(sa.insert(ANSWERS).values(**row))
        except sa.exc.SQLAlchemyError as error:
            raise StoreError(
                "An answer of a geocoder cannot be kept in the store; is the disk full?"
            ) from error

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _key(question: Question) -> str:
    plain = question.plain
    return f"{plain.lang}|{','.join(plain.countries)}|{plain.name.lower()}"[:400]


def _plain(store: str) -> str:
    """The store without the password that its URL may hold."""
    return sa.make_url(store).render_as_string(hide_password=True) if "://" in store else store


def _read(text: str) -> Answer:
    document = json.loads(text)
    candidates = tuple(
        Candidate(
            Place(**(found["place"] | {"kind": PlaceKind(found["place"]["kind"])})),
            found["score"],
            tuple(Reason(**reason) for reason in found["reasons"]),
        )
        for found in document["candidates"]
    )
    question = Question(**(document["question"] | {"countries": tuple(document["question"]["countries"])}))
    return Answer(
        service=document["service"],
        attribution=document["attribution"],
        question=question,
        asked=document["asked"],
        candidates=candidates,
        raw=tuple(document["raw"]),
    )
