"""The book: what a record is, how it is kept, joined and checked.

Nothing here knows a screen or a workbook. Inside the package, models know no files, files know no sticks, and checks
read models only.
"""
