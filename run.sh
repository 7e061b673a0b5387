#!/usr/bin/env bash
# Builds OrleansConf and runs all roles in the foreground; Ctrl-C ends it cleanly. Data in ./data.
# Settings: environment variables such as Sip__Port=5070 or Urls=http://0.0.0.0:8080; arguments go to the program.
set -euo pipefail
cd "$(dirname "$0")"

command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dot.net" >&2; exit 1; }
# Opus is optional: without the library the node offers the other codecs.
scripts/install-packages.sh libopus0 || echo "Going on without Opus." >&2

program=Silo/bin/Release/net10.0/OrleansConf.Silo.dll
sources=(Grains.Interfaces Grains MediaNode WebPortal Silo Directory.Build.props Directory.Packages.props)
if [ ! -f "$program" ] || [ -n "$(find "${sources[@]}" -newer "$program" -type f -not -path '*/obj/*' -not -path '*/bin/*' -print -quit)" ]; then
  echo "Building ..."
  # Analyzers are for developers and CI; a user's build need not wait for them.
  dotnet build Silo/Silo.csproj -c Release -v quiet --nologo -p:RunAnalyzers=false -p:GenerateDocumentationFile=false
  touch "$program"
fi

exec dotnet "$program" "$@"
