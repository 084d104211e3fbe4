"""Ask a Fogline server from Python; needs nothing of Fogline but its nouns.

from fogline.client import Client

with Client("http://127.0.0.1:8000") as war:
    for claim in war.claims(place="Bakhmut", action="withdraw"):
        print(claim.origin.name, claim.quote)
"""

from collections.abc import Iterator
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from fogline.errors import FoglineError
from fogline.model.claim import Claim
from fogline.model.decision import Decision
from fogline.model.event import Event

PAGE = 500
TIMEOUT_S = 60.0
Row = dict[str, Any]


class ServerError(FoglineError):
    """The server refused, and says why.

    Attributes:
        status: the HTTP status.
        code: the server's name of the error, as `docs/api.md` lists them.
    """

    def __init__(self, status: int, code: str, detail: str) -> None:
        self.status = status
        self.code = code
        super().__init__(f"{detail} ({status} {code})")


class Client:
    """One server. Use as a context manager, or call `close`.

    Args:
        address: of the server, as in `http://127.0.0.1:8000`.
        token: for a server with roles, as `fogline tokens create` prints it.
        http: another httpx client, for tests and proxies.
    """

    def __init__(
        self, address: str, token: str | None = None, *, http: httpx.Client | None = None
    ) -> None:
        self._http = http or httpx.Client(base_url=address, timeout=TIMEOUT_S)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def _ask(
        self, method: str, path: str, params: Row | None = None, json: Row | None = None
    ) -> httpx.Response:
        asked = {k: _words(v) for k, v in (params or {}).items() if v is not None}
        try:
            answer = self._http.request(
                method, f"/api/v1/{path}", params=asked, json=json, headers=self._headers
            )
        except httpx.HTTPError as error:
            raise ServerError(0, type(error).__name__, f"no answer: {error}") from None
        if answer.is_success:
            return answer
        try:
            problem = answer.json()
        except ValueError:
            problem = {}
        raise ServerError(
            answer.status_code, problem.get("code", ""), problem.get("detail", answer.text[:200])
        )

    def _get(self, path: str, **params: Any) -> Any:
        return self._ask("GET", path, params).json()

    def _pages(self, path: str, **params: Any) -> Iterator[Row]:
        cursor: str | None = None
        while True:
            page = self._get(path, limit=PAGE, cursor=cursor, **params)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def health(self) -> Row:
        """Return whether the store can be used, and how much is in it."""
        found: Row = self._get("health")
        return found

    def theatre(self) -> Row:
        """Return sides, areas, extent and publication policy."""
        found: Row = self._get("theatre")
        return found

    def reports(self, **asked: Any) -> Iterator[Row]:
        """Yield reports without their texts; `text`, `known`."""
        return self._pages("reports", **asked)

    def report(self, id: str, known: datetime | date | str | None = None) -> Row:
        """Return a report with its text and claims."""
        found: Row = self._get(f"reports/{quote(id, safe='')}", known=known)
        return found

    def claims(self, **asked: Any) -> Iterator[Claim]:
        """Yield claims: `place side kind action since until text voice certainty known order`."""
        return map(Claim.from_json, self._pages("claims", **asked))

    def events(self, **asked: Any) -> Iterator[Event]:
        """Yield the events that such claims speak of, the newest first."""
        return map(Event.from_json, self._pages("events", **asked))

    def situation(self, on: date | str | None = None, **asked: Any) -> Row:
        """Return the picture of a day as GeoJSON: `on area known`."""
        found: Row = self._get("situation", on=on, **asked)
        return found

    def changes(self, since: datetime | date | str, **asked: Any) -> Row:
        """Return what happened since an instant, and what was learned."""
        found: Row = self._get("changes", since=since, **asked)
        return found

    def disputes(self, **asked: Any) -> list[Row]:
        """Return who contradicts whom about what."""
        found: list[Row] = self._get("disputes", **asked)["items"]
        return found

    def coverage(self, **asked: Any) -> Row:
        """Return sources gone silent and places unheard."""
        found: Row = self._get("coverage", **asked)
        return found

    def sources(self, **asked: Any) -> list[Row]:
        """Return the theatre's sources: claims of theirs, and the record that their claims earned."""
        found: list[Row] = self._get("sources", **asked)["items"]
        return found

    def trace(self, id: str, known: datetime | date | str | None = None) -> Row:
        """Return what stands behind a claim, event, report or place."""
        found: Row = self._get(f"trace/{quote(id, safe='')}", known=known)
        return found

    def brief(self, on: date | str, form: str = "html", **asked: Any) -> bytes:
        """Return the brief of a day as `html`, `md` or `pdf`."""
        return self._ask("GET", "brief", {"on": on, "format": form, **asked}).content

    def export(self, layer: str, form: str, **asked: Any) -> bytes:
        """Return a layer as `geojson gpkg csv parquet kml png`."""
        return self._ask("GET", "export", {"layer": layer, "format": form, **asked}).content

    def decisions(self) -> list[Decision]:
        """Return every decision, also those taken back, the newest first."""
        return [Decision.from_json(d) for d in self._get("decisions")["items"]]

    def decide(self, subject_id: str, verdict: str, *, reason: str, **value: Any) -> Decision:
        """Judge a claim or an event.

        Args:
            subject_id: of the claim or event.
            verdict: confirm, reject, merge, split, move, pin_grade.
            reason: why.
            value: `by` where roles are off; `grade`, `into` or `claims` as the verdict needs.
        """
        body = {"subject_id": subject_id, "verdict": verdict, "reason": reason, **value}
        return Decision.from_json(self._ask("POST", "decisions", json=body).json())

    def withdraw(self, decision_id: str) -> Decision:
        """Take a decision back from now on."""
        return Decision.from_json(self._ask("DELETE", f"decisions/{decision_id}").json())


def _words(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
