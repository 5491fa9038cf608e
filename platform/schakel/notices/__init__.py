"""What people are told of: one road from something that happened to whoever should know, by mail or in a digest."""
