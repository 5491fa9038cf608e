"""What the platform keeps of persons: why, on what ground and for how long; how it is handed out and erased."""
