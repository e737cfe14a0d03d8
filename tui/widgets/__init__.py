"""What several screens share: form fields, the people table, the key bar."""
