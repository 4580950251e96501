"""Why a gap is one: by its name, as the command prints it."""

REASONS: dict[str, str] = {}
