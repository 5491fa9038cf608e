"""The form in which Wagtail's editor edits a round: saving it compiles the questions, or says what is wrong where."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import StreamValue

from schakel.workspaces.editor import JudgedForm
from surveys.editor.compiling import Compiled, compile_blocks, empty, walked
from surveys.editor.faults import wrong
from surveys.editor.kinds import Json
from surveys.editor.reading import blocks_of


class SurveyForm(JudgedForm):
    """The prose of a round and its questions; of a round that is open, the questions of the next version alone."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "previous_round" in self.fields:
            others = type(self.instance).objects.opened().exclude(pk=self.instance.pk).order_by("-year", "title")
            self.fields["previous_round"].queryset = others
        if self.instance.is_frozen:
            for name in self.fields:
                self.fields[name].disabled = name != "questions"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "questions" in cleaned and "questions" not in self.errors:
            self._compile(cleaned["questions"])
        return cleaned

    def _compile(self, stream: StreamValue) -> None:
        """Compile the blocks; give what has no name the name that was made of its words."""
        blocks = stream.get_prep_value()
        draft = self.instance.draft()
        if not blocks and draft is None:
            return  # a round that was not written yet
        base = draft.form.to_json() if draft else empty(self.cleaned_data.get("title", ""), self.instance.slug or "")
        compiled = compile_blocks(blocks, base)
        error = wrong(compiled, blocks)
        if error:
            self.add_error("questions", error)
            return
        self.instance.compiled = compiled.form
        _name(stream, compiled, blocks)


def _name(stream: StreamValue, compiled: Compiled, blocks: list[Json]) -> None:
    told = compiled.form and dict(_values(blocks_of(compiled.form)))
    for path, _block in walked(blocks):
        child = stream[path[0]]
        value = child.value["questions"][path[2]].value if len(path) > 2 else child.value
        name = compiled.names.get(path, "")
        if name and not value.get("name"):
            value["name"] = name
        if told and "rules" in value:
            value["rules"] = told.get(value["name"], "")


def _values(blocks: list[Json]) -> Any:
    return ((block["value"]["name"], block["value"].get("rules", "")) for _path, block in walked(blocks))
