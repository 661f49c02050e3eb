"""What leaves the dashboard: listings as workbook, CSV, JSON, text and pictures."""
