"""Writes python-docx.docx beside itself, with python-docx 1.1.2: styles that number, a table with merged cells, breaks."""

from pathlib import Path

from docx import Document
from docx.enum.text import WD_BREAK

draft = Document()
draft.add_heading("Draft Opinion on shared networks", 0)
draft.add_paragraph("The fifth Forum (Geneva, 2013),")
draft.add_paragraph().add_run("considering").italic = True
draft.add_paragraph("that networks are shared;", style="List Number")
draft.add_paragraph("that nobody carries them alone,", style="List Number")
draft.add_paragraph("a step below", style="List Number 2")
draft.add_paragraph("a point without a number", style="List Bullet")
draft.add_heading("Terms", 1)
words = draft.add_paragraph("Terms are ")
words.add_run("published").bold = True
words.add_run(" and ")
words.add_run("kept").underline = True
words.add_run().add_break(WD_BREAK.LINE)
words.add_run("on a line of their own.\tAfter a tab.")
table = draft.add_table(rows=3, cols=3)
table.style = "Table Grid"
for row, texts in zip(table.rows, (("Round", "Date", "Place"), ("First", "6 Feb 2013", "Geneva"), ("", "14 May 2013", ""))):
    for cell, text in zip(row.cells, texts):
        cell.text = text
table.cell(1, 0).merge(table.cell(2, 0))
table.cell(1, 2).merge(table.cell(2, 2))
draft.add_page_break()
draft.add_heading("Annex", 1)
draft.add_paragraph("What follows is quoted.", style="Intense Quote")
draft.sections[0].header.paragraphs[0].text = "A running head"
draft.sections[0].footer.paragraphs[0].text = "A running foot"
draft.save(Path(__file__).with_suffix(".docx"))
