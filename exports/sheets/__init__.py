"""The official lists as sheets: what stands in each (`form` and the modules of the forms), and how it is laid on paper.

The forms know nothing of Excel. openpyxl is imported only by `style`, `paper`, `frame`, `table`, `package` and `build`,
and those only when a list is exported (its import costs about 100 ms and 6 MiB).
"""
