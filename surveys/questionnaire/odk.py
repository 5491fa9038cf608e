"""The functions that XLSForm has: those of XPath 1.0 and of the ODK XForms specification."""

OF_XLSFORM = frozenset({
    "abs", "acos", "area", "asin", "atan", "atan2", "base64-decode", "boolean", "boolean-from-string",
    "ceiling", "checklist", "coalesce", "concat", "contains", "cos", "count", "count-non-empty",
    "count-selected", "current", "date", "date-time", "decimal-date-time", "decimal-time", "device-id",
    "digest", "distance", "enclosed-area", "ends-with", "exp", "exp10", "extract-signed", "false", "floor",
    "format-date", "format-date-time", "geofence", "id", "if", "indexed-repeat", "instance", "int",
    "intersects", "is-selected", "jr:choice-name", "jr:itext", "join", "lang", "last", "local-name", "log",
    "log10", "max", "min", "name", "namespace-uri", "normalize-space", "not", "now", "number", "once",
    "phone-call", "pi", "position", "pow", "pulldata", "property", "random", "randomize", "regex", "round",
    "search", "selected", "selected-at", "sin", "sqrt", "starts-with", "string", "string-length", "substr",
    "substring", "substring-after", "substring-before", "sum", "tan", "today", "translate", "true",
    "username", "uuid", "version", "weighted-checklist",
})  # fmt: skip
