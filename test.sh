#!/usr/bin/env bash
# Runs every test; the last line is "N passed, N failed". Installs what the tests need from Debian.
# --quick: unit and grain tests only, under two minutes.
set -uo pipefail
cd "$(dirname "$0")"

quick=false
[ "${1:-}" = --quick ] && quick=true

command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dot.net" >&2; exit 1; }
# Missing tools are failures here, not reasons to skip.
export CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

packages=(libopus0 sip-tester sox postgresql dnsmasq-base)
$quick || packages+=(baresip-core baresip-ffmpeg chromium espeak-ng faketime)
scripts/install-packages.sh "${packages[@]}" || exit 1

dotnet build OrleansConf.sln -c Release -v quiet --nologo || { echo "The build failed." >&2; echo "0 passed, 1 failed"; exit 1; }

projects=(tests/Grains.Tests tests/MediaNode.Tests tests/WebPortal.Tests tests/Silo.Tests)
$quick || projects+=(tests/EndToEnd.Tests)
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

broken=0
for project in "${projects[@]}"; do
  name=$(basename "$project")
  echo "== $name"
  # xUnit v3 tests are programs; a run that hangs is a failure, not a wait.
  timeout 1200 dotnet "$project/bin/Release/net10.0/OrleansConf.$name.dll" -xml "$results/$name.xml" -noColor || true
  # A test program that died leaves no result file: that is a failure, not silence.
  [ -s "$results/$name.xml" ] || { echo "$name gave no result" >&2; broken=$((broken + 1)); }
done

sum() { grep -ho "<assembly [^>]*" "$results"/*.xml 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ total += $1 } END { print total + 0 }'; }
passed=$(sum passed)
failed=$(( $(sum failed) + $(sum errors) + broken ))
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
