"""A municipality without JavaScript: it follows links and sends forms, as a browser or a script would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import lxml.html
import requests


@dataclass
class Respondent:
    """Somebody who fills in a questionnaire over HTTP."""

    base_url: str
    session: requests.Session = field(default_factory=requests.Session)
    url: str = ""
    page: Any = None

    def open(self, path: str) -> requests.Response:
        return self._show(self.session.get(urljoin(self.base_url, path), timeout=60))

    def _show(self, answer: requests.Response) -> requests.Response:
        answer.raise_for_status()
        self.url, self.page = answer.url, lxml.html.fromstring(answer.text)
        return answer

    def forms(self) -> list[Any]:
        """Return the forms of the page itself, not those of its header."""
        return [form for form in self.page.xpath("//main//form") if form.get("method", "get").lower() == "post"]

    def send(self, form: Any, answers: Mapping[str, str | list[str]] | None = None) -> requests.Response:
        """Send a form as it stands, with `answers` in place of what it holds; boxes for consent are ticked."""
        data = [(name, value) for name, value in form.form_values() if name not in (answers or {})]
        for name, value in (answers or {}).items():
            data += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        held = {name for name, _ in data}
        for box in form.xpath(".//input[@type='checkbox' and @required]"):
            if box.get("name") not in held:
                data.append((box.get("name"), box.get("value", "on")))
        button = form.xpath(".//button[@name]")
        if button and button[0].get("name") not in held:
            data.append((button[0].get("name"), button[0].get("value", "")))
        target = urljoin(self.url, form.get("action") or self.url)
        return self._show(self.session.post(target, data=data, headers={"Referer": self.url}, timeout=60))

    def fill(self, answers: Mapping[str, str]) -> None:
        """Fill each section that the page leads to, from the one that is open now."""
        while (form := self._section(answers)) is not None:
            fields = {name for name in form.fields if name}
            own = {name: _typed(form, name, value) for name, value in answers.items() if name in fields}
            self.send(form, own)

    def _section(self, answers: Mapping[str, str]) -> Any:
        forms = [form for form in self.forms() if set(form.fields) & set(answers)]
        return forms[0] if forms else None

    @property
    def receipt(self) -> str:
        """The receipt number on the page; empty when there is none."""
        found = self.page.xpath("//*[@data-receipt]")
        return (found[0].get("data-receipt") or found[0].text_content()).strip() if found else ""


def _typed(form: Any, name: str, value: str) -> str | list[str]:
    several = form.xpath(f".//input[@type='checkbox' and @name='{name}']")
    return value.split() if several else value


def complete(base_url: str, link: str, answers: Mapping[str, str]) -> Respondent:
    """Open a link, begin, fill all sections, check, and submit; return the respondent at the receipt."""
    somebody = Respondent(base_url)
    somebody.open(link)
    assert somebody.forms(), somebody.page.text_content()
    [begin] = somebody.forms()
    somebody.send(begin)
    first = somebody.page.xpath("//main//ol//a[@href]")[0].get("href")
    somebody.open(urljoin(somebody.url, first))
    somebody.fill(answers)
    [submit] = somebody.forms()
    somebody.send(submit)
    return somebody
