"""The ground of Schakel: identity, the directory, workspaces and the one judge, files, pings and mail."""
