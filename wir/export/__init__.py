"""Files that leave the dashboard: workbooks, documents and images."""
