"""The half-yearly report: what it says is built once (build.py) and drawn as Word, PDF, workbook or page."""
