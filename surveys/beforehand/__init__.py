"""The questionnaire to read beforehand: as plain data, as a tagged PDF, as a Word file, and as a list to gather."""
