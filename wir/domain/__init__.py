"""The words of the programme as values: vocabulary, the registers declared once, peiling, selection and address.

Nothing here reads a workbook, opens a database or draws.
"""
