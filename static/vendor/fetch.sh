#!/usr/bin/env bash
# Fetches the vendored files again: change a version or the icon list, run, then put the printed checksums into README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tests=$here/../../mops/tests/vendor
icons="arrow-down arrow-up box-arrow-right calendar3 check-circle chevron-left chevron-right download
exclamation-triangle file-earmark-text filetype-pdf funnel gear house info-circle journal-text key list pencil people
person plus-lg printer search x-circle x-lg"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unpack() { # package@version directory
  mkdir "$2"
  tar -xzf "$(npm pack --silent "$1" | tail -n 1)" -C "$2" --strip-components=1
}
unpack bootstrap@5.3.9 bootstrap
unpack htmx.org@2.0.11 htmx
unpack bootstrap-icons@1.13.2 icons
unpack @ibm/plex-sans@1.1.0 plex
unpack axe-core@4.14.1 axe

mkdir -p "$here"/{bootstrap,htmx,plex} "$tests"
# The source maps are not kept, and the manifest of static files refuses a comment that names a missing file.
sed '/sourceMappingURL=/d' bootstrap/dist/css/bootstrap.min.css > "$here/bootstrap/bootstrap.min.css"
cp htmx/dist/htmx.min.js "$here/htmx/"
for style in Regular Italic Medium SemiBold Bold; do
  cp "plex/fonts/complete/woff2/IBMPlexSans-$style.woff2" "$here/plex/"
done
cp axe/axe.min.js "$tests/"
for package in bootstrap htmx; do cp "$package/LICENSE" "$here/$package/LICENSE"; done
cp icons/LICENSE "$here/icons.LICENSE"
install -m 644 plex/LICENSE.txt "$here/plex/LICENSE"
cp axe/LICENSE "$tests/axe-LICENSE"
cp axe/LICENSE-3RD-PARTY.txt "$tests/axe-LICENSE-3RD-PARTY.txt"

{
  echo '<svg xmlns="http://www.w3.org/2000/svg">'
  for icon in $icons; do
    tr -d '\n' < "icons/icons/$icon.svg" |
      sed -E "s|<svg [^>]*viewBox=\"([^\"]*)\"[^>]*> *|<symbol id=\"$icon\" viewBox=\"\1\">|; s|</svg>|</symbol>|; s|> +<|><|g"
    echo
  done
  echo '</svg>'
} > "$here/icons.svg"

cd "$here"
sha256sum bootstrap/* htmx/* icons* plex/* ../../mops/tests/vendor/axe*
