"""Where confidential files lie: a folder that no web server maps, under names that say nothing."""

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files without an address: asking for one is a mistake in the code."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700, **options})  # type: ignore[arg-type]

    def url(self, name: str | None) -> str:
        raise NotImplementedError("A confidential file has no address; link to its Paper.")
