"""The questions of a round as blocks of Wagtail's editor.

What counts is the draft `Questionnaire` of the round: that row is what opens. The blocks of the page are how it is
written: each save of the page compiles them (`compiling.compile_blocks`), refuses what does not hold at the block where
it is wrong (`faults.py`), and replaces that row (`rounds.write`). The other way round, a workbook or a question of the
library that comes into the draft rewrites the blocks (`reading.blocks_of`). A revision of the page is a way back: open
it, save it, and it is compiled again.

Each block carries the row that it was read from, hidden. Compiling changes in that row what somebody changed in the
block and nothing else, so what the editor cannot show is never lost: unknown columns, odd rules, whole repeats.
"""
