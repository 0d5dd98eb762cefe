"""replylint."""
