"""Any input to `Release`: one reader a form.

`read` takes a file or folder, `read_bytes` an upload, `parse_text` pasted text. What is odd
but kept comes as a `Notice` in the same stream, what failed as a `ReadError`.
"""

from dateline.releases.files import parse_text, read, read_bytes
from dateline.releases.notice import Item, Notice, dating

__all__ = ["Item", "Notice", "dating", "parse_text", "read", "read_bytes"]
