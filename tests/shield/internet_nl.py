"""The rules by which internet.nl judges the headers of a site, written anew; and ours, where they ask more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

NEEDED = {"default-src", "base-uri", "form-action", "frame-ancestors"}
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "'wasm-unsafe-eval'", "http:", "https:", "*", "blob:"}
ALLOWED = {
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY", "SAMEORIGIN"},
    "Referrer-Policy": {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}
UNWANTED = ["Server", "X-Powered-By", "Access-Control-Allow-Origin"]
YEAR = 365 * 24 * 60 * 60


def policy(text: str) -> dict[str, list[str]]:
    """Return directive → its sources."""
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {words[0]: words[1:] for words in parts}


def complaints(headers: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the headers of an answer; nothing when all is well."""
    return [*_policy(headers.get("Content-Security-Policy", "")), *_others(headers)]


def _policy(text: str) -> Iterator[str]:
    directives = policy(text)
    for missing in sorted(NEEDED - set(directives)):
        yield f"csp: no {missing}"
    if set(directives.get("default-src", ["*"])) - {"'none'", "'self'"}:
        yield "csp: default-src lets in more than the site itself"
    for name, sources in directives.items():
        for source in sources:
            if source in UNSAFE or (source == "data:" and name != "img-src"):
                yield f"csp: {name} {source}"
            if "." in source and "://" not in source:
                yield f"csp: {name} {source} has no scheme"


def _others(headers: Mapping[str, str]) -> Iterator[str]:
    age, *rest = [part.strip() for part in headers.get("Strict-Transport-Security", "").split(";")]
    if int(age.removeprefix("max-age=") or 0) < YEAR or "includeSubDomains" not in rest:
        yield "hsts"
    for name, good in ALLOWED.items():
        if not {each.strip() for each in headers.get(name, "none").split(",")} <= good:
            yield name
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        yield "Permissions-Policy"
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/") and "charset=" not in kind:
        yield f"no charset: {kind}"
    yield from (name for name in UNWANTED if name in headers)
