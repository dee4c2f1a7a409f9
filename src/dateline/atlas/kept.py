"""What is made once for all who ask, also when many ask at the same moment."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Any, Generic, Protocol, Self, TypeVar, overload

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """The values asked for last, at most ``most`` of them; safe to use from many threads.

    Who asks for a value that another thread is making waits for it, and does not make it again. A value
    whose making fails is not kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._making: dict[Key, RLock] = {}
        self._guard = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key; ``make`` gives it where it is not kept."""
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, RLock())
        with making:
            with self._guard:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                with self._guard:
                    self._values[key] = value
                    while len(self._values) > self._most:
                        self._values.popitem(last=False)
                return value
            finally:
                with self._guard:
                    self._making.pop(key, None)


class Locked(Protocol):
    """What has values that are made `once`."""

    lock: RLock


class once(Generic[Value]):  # noqa: N801 - used as a decorator, like functools.cached_property
    """As functools.cached_property, but of threads that ask at the same moment only one makes the value.

    The lock is the object's own: other objects of its class are not held up.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Locked, owner: type) -> Value: ...
    def __get__(self, instance: Locked | None, owner: type) -> Self | Value:
        if instance is None:
            return self
        with instance.lock:
            values = instance.__dict__
            if self._name not in values:
                values[self._name] = self._make(instance)
            found: Value = values[self._name]
            return found
