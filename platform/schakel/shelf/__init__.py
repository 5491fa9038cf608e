"""The shelf of a workspace: mandate, working methods, letters; each with its versions, and who must know of them."""
