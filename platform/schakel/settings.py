"""All settings, read from the environment (docs/reference.md lists them, made from this file)."""

import os
from email.utils import parseaddr
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from schakel import environment
from schakel.accounts import sso_settings

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent

# ---------------------------------------------------------------- where it runs
ENVIRONMENT = environment.text("SCHAKEL_ENV", "development")
if ENVIRONMENT not in ("development", "production"):
    raise ImproperlyConfigured(f"SCHAKEL_ENV is development or production, not {ENVIRONMENT!r}.")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = environment.flag("SCHAKEL_DEBUG")
DATA = Path(environment.text("SCHAKEL_DATA", "var")).resolve()
DEMO_FILE = DATA / "demo.json"
DEMO = DEMO_FILE.exists()
PORT = int(environment.text("PORT", "8000"))
BASE_URL = environment.text("SCHAKEL_BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")

if PRODUCTION and DEMO:
    raise ImproperlyConfigured(
        f"The demo is loaded in {DATA}; its accounts share one password. Use another SCHAKEL_DATA for production."
    )
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("SCHAKEL_DEBUG shows secrets in error pages. Unset it in production.")
if PRODUCTION and not environment.text("SCHAKEL_SECRET_KEY"):
    raise ImproperlyConfigured("Set SCHAKEL_SECRET_KEY (or SCHAKEL_SECRET_KEY_FILE) to at least 50 random characters.")

SECRET_KEY = environment.text("SCHAKEL_SECRET_KEY") or environment.own_secret(DATA / "secret_key")
# Links in mails have a key of their own: it may be rotated without logging everybody out, and the other way round.
LINK_KEY = environment.text("SCHAKEL_LINK_KEY") or f"links:{SECRET_KEY}"
# Encrypts the secrets of authenticator apps and recovery codes; several, the newest first, while a key is replaced.
SECOND_FACTOR_KEYS = environment.words("SCHAKEL_SECOND_FACTOR_KEY") or [SECRET_KEY]
# Encrypts private notes on agenda items and papers; several, the newest first, while a key is replaced.
NOTES_KEYS = environment.words("SCHAKEL_NOTES_KEY") or [f"notes:{SECRET_KEY}"]
ALLOWED_HOSTS = environment.words("SCHAKEL_ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURITY_CONTACT = environment.text("SCHAKEL_SECURITY_CONTACT", "security@comensha.example")

# How somebody may log in through the own organisation: a JSON list, see schakel/accounts/sso_settings.py
SSO = environment.text("SCHAKEL_SSO")
SSO_APPS, SOCIALACCOUNT_PROVIDERS = sso_settings.read(SSO)

# ---------------------------------------------------------------- the parts, named here and in urls and asgi only
INSTALLED_APPS = [
    "cms",
    "meetings",
    "surveys",
    "schakel.accounts",
    "schakel.directory",
    "schakel.workspaces",
    "schakel.files",
    "schakel.shelf",
    "schakel.guard",
    "schakel.push",
    "schakel.search",
    "schakel.mail",
    "schakel.clock",
    "schakel.notices",
    "schakel.journal",
    "schakel.privacy",
    "schakel",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *SSO_APPS,
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "schakel.logs.NumberRequests",
    "schakel.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "schakel.accounts.middleware.LanguageOfThePerson",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "schakel.accounts.middleware.SessionRules",
    "schakel.accounts.middleware.SecondFactor",
    "schakel.limits.BodyLimit",
    "schakel.journal.middleware.Refusals",
    "schakel.workspaces.doors.ClosedPrefixes",
    "schakel.workspaces.desk.fence.Fence",
]

ROOT_URLCONF = "schakel.urls"
ASGI_APPLICATION = "schakel.asgi.application"
WSGI_APPLICATION = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # in the tree templates stand beside the parts; in the wheel inside the package
        "DIRS": [next(path for path in (ROOT / "templates", PACKAGE / "templates") if path.is_dir())],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "schakel.context.house",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# ---------------------------------------------------------------- engines
DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), DATA)}
REDIS_URL = environment.text("REDIS_URL")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {
    # Wagtail's own small tasks run at once: in a queue, a deleted file would stay on disk while no worker runs
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "pdf"]},
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "public"}},
    # confidential files: no address of their own, only our view opens them
    "private": {"BACKEND": "schakel.files.storage.PrivateStorage", "OPTIONS": {"location": DATA / "private"}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION  # while developing nothing has to be collected first
WHITENOISE_MAX_AGE = 60
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static" if PRODUCTION else None
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "public"
UPLOAD_LIMIT = 25 * 1024 * 1024
PIXEL_LIMIT = 50_000_000
PAPERS_PER_ITEM = 25
PAPERS_PER_WORKSPACE = 5_000
WORKSPACE_LIMIT = int(environment.text("SCHAKEL_WORKSPACE_GIGABYTES", "10")) * 1024**3
# what is uploaded stays in memory until it was judged: there is no temporary file to forget
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT + 1024 * 1024  # schakel.limits refuses what is larger
# clamd, as host:port or the path of its socket; a paper waits until it was found clean
CLAMD = environment.text("SCHAKEL_CLAMD")
# LibreOffice's soffice: with it, papers that are no PDF come into a meeting pack with their pages
SOFFICE = environment.text("SCHAKEL_SOFFICE")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's editor posts long pages

# ---------------------------------------------------------------- mail: rows in the database, sent by the worker
if PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = environment.text("SCHAKEL_SMTP_HOST", "localhost")
    EMAIL_PORT = int(environment.text("SCHAKEL_SMTP_PORT", "587"))
    EMAIL_HOST_USER = environment.text("SCHAKEL_SMTP_USER")
    EMAIL_HOST_PASSWORD = environment.text("SCHAKEL_SMTP_PASSWORD")
    EMAIL_USE_TLS = environment.flag("SCHAKEL_SMTP_TLS", default=True)
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "schakel.mail.backend.FolderBackend"
EMAIL_FOLDER = DATA / "mail"
EMAIL_USE_LOCALTIME = True
DEFAULT_FROM_EMAIL = environment.text("SCHAKEL_FROM_EMAIL", "Schakel <schakel@comensha.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# how many mails of mailings to municipalities leave in one minute
MAIL_PER_MINUTE = int(environment.text("SCHAKEL_MAIL_PER_MINUTE", "120"))
# who invites to meetings: calendars send their answers to this address, `schakel read_reply` reads them
REPLY_ADDRESS = environment.text("SCHAKEL_REPLY_ADDRESS") or (
    parseaddr(DEFAULT_FROM_EMAIL)[1] if PRODUCTION else "antwoord@schakel.example"
)

# ---------------------------------------------------------------- people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["schakel.accounts.hashers.Argon2Minimum"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_FORMS = {"reset_password": "schakel.accounts.forms.ResetForm"}
ACCOUNT_ADAPTER = "schakel.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "schakel.accounts.models.display"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation link proved the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# strict per account, generous per address: sixty members may sit behind one address
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,10/5m/key",
    "reset_password": "300/m/ip,5/m/key",
    "reset_password_from_key": "300/m/ip",
}
# who begins a public survey: per address, so that one script does not fill it, and per survey, so that many do not
PUBLIC_SURVEY_LIMITS = {"begin": "60/h/ip,2000/h/key"}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
# whose X-Forwarded-For and -Proto the server believes: addresses or networks of proxies (schakel serve passes them on)
TRUSTED_PROXIES = environment.words("SCHAKEL_TRUSTED_PROXIES")
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # the server has put the right address in place before anything asks

MFA_ADAPTER = "schakel.accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "schakel.accounts.codes.LoginCode",
    "reauthenticate": "schakel.accounts.codes.ConfirmCode",
    "activate_totp": "schakel.accounts.codes.FirstCode",
    "add_webauthn": "schakel.accounts.codes.PasskeyName",
    "edit_webauthn": "schakel.accounts.codes.NewPasskeyName",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation proved the address; a new one counts once it is confirmed
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost

SOCIALACCOUNT_ADAPTER = "schakel.accounts.sso.Adapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # the adapter decides by the invited account
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ONLY = False

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # the script finds the token in the page
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would carry them in the clear
CSRF_FAILURE_VIEW = "schakel.errors.csrf_failure"

# ---------------------------------------------------------------- language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "schakel_language"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# ---------------------------------------------------------------- Wagtail: the secretariat's and editors' desk
WAGTAIL_SITE_NAME = "Schakel"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "gate"
WAGTAIL_FRONTEND_LOGIN_URL = "gate"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 2000
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1

# ---------------------------------------------------------------- transport
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if PRODUCTION:
    SECURE_SSL_REDIRECT = environment.flag("SCHAKEL_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"

# ---------------------------------------------------------------- what is written down when something goes wrong
OF_THE_SERVERS = ["django", "uvicorn", "uvicorn.error", "django_tasks", "django_tasks_db"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"masked": {"()": "schakel.logs.MaskLinks"}},
    "formatters": {"line": {"()": "logging.Formatter" if DEBUG else "schakel.logs.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["masked"]}},
    "loggers": {
        # their own handlers would print whole exceptions, or mail them
        **{name: {"handlers": [], "propagate": True} for name in OF_THE_SERVERS},
        # a crooked PDF has a word for each of its objects: nobody may fill the log with an upload
        "pypdf": {"level": "CRITICAL"},
        "wagtail": {"level": "WARNING"},  # below that it writes the title of each page that it publishes
    },
    "root": {"handlers": ["console"], "level": os.environ.get("SCHAKEL_LOG_LEVEL", "WARNING")},
}
if not DEBUG:
    DEFAULT_EXCEPTION_REPORTER = "schakel.logs.Report"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # the editor previews our pages in a frame of our own
