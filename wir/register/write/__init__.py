"""A register as a workbook: what is published, the template to type in, and a file back with remarks."""
