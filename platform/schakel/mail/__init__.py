"""Every outgoing message: a row in the same transaction as what it tells of, rendered and sent by the worker."""
