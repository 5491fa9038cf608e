"""Put three pictures of the browser tests in the README, small enough for a repository."""

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"werkruimte": "werkruimte", "vragenlijst-vragen": "vragenlijst", "resultaten": "resultaten"}

for source, name in PICTURES.items():
    picture = Image.open(ROOT / f"tests/browser/screenshots/{source}-1366.png").convert("RGB").crop((0, 0, 1366, 1500))
    target = ROOT / "docs/pictures" / f"{name}.png"
    target.parent.mkdir(exist_ok=True)
    picture.resize((683, 750), Image.Resampling.LANCZOS).quantize(96).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")
