"""A workbook becomes rows with findings (read, check), and rows become a workbook (write)."""
