"""Under what an answer is kept: its key.

A key is the name of the question where that is unique in the questionnaire, else its path below the root (`b/naam`; no
name can hold a slash). Inside repeats the ids of the instances follow, from the outermost repeat inwards: `bedden[2]`,
`bedden[2][1]`. Which instances a repeat has, and in which order, is itself an answer under the key of the repeat: their
ids separated by spaces (`loc` = "1 3 2"). An id is never given twice, so an answer stays with its instance when another
one goes; one whose instance went is kept, masked, and there again when the instance is.
"""

import re

ID = r"[0-9a-z]{1,12}"
_KEY = re.compile(rf"([^\[\]]+)((?:\[{ID}\])*)")


def key(name: str, ids: tuple[str, ...] = ()) -> str:
    """Return the key of a question (or repeat) in the instances `ids`, from the outermost inwards.

    >>> key("bedden", ("2", "1"))
    'bedden[2][1]'
    """
    return name + "".join(f"[{each}]" for each in ids)


def split(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name (or path) and the ids of a key; raise ValueError where it is none.

    >>> split("bedden[2][1]")
    ('bedden', ('2', '1'))
    """
    found = _KEY.fullmatch(text)
    if found is None:
        raise ValueError(f"not the key of an answer: {text!r}")
    return found[1], tuple(re.findall(ID, found[2]))
