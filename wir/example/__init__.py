"""Makes the example register from what the report of January 2021 publishes.

Nothing imports it but the command that runs it: it needs scipy, and what it makes enters as any upload.
"""
