"""What is counted over many replies; each part can be merged with another in any order."""
