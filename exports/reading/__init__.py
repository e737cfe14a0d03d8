"""Reading of existing lists: whatever a commune's Excel file looks like, as rows and problems.

Columns are found by what their captions mean, people by what a row says, never by position. Every good row is read,
every doubtful cell is named with its place, a reason in Vietnamese and what stands in it; no digit is guessed.
"""

from exports.reading.door import Reading, SheetRead, read_workbook
from store.intake.rows import ListedRow, ReadProblem

__all__ = ["ListedRow", "ReadProblem", "Reading", "SheetRead", "read_workbook"]
