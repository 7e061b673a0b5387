#!/usr/bin/env bash
# Regenerates the voice prompts and sounds in MediaNode/Prompts from the texts in MediaNode/Ivr/Texts.
#
#   scripts/prompts.sh              everything
#   scripts/prompts.sh pl           one language
#   scripts/prompts.sh pl greeting  one prompt of one language
#   scripts/prompts.sh sounds       tones and music on hold
#
# The same texts and the same tool versions give the same bytes. Output: G.722, 64 kbit/s, 16 kHz mono.
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "$0")/.." && pwd)
texts=$root/MediaNode/Ivr/Texts
prompts=$root/MediaNode/Prompts

# Levels in dBFS: telephony speech, loud enough beside talkers and with room for the codec.
export TARGET_RMS=-20 MAX_PEAK=-3.5

install_tools() {
  local missing=()
  command -v espeak-ng >/dev/null || missing+=(espeak-ng)
  command -v sox >/dev/null || missing+=(sox)
  command -v ffmpeg >/dev/null || missing+=(ffmpeg)
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing ${missing[*]}"
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -q && $sudo apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# Voice, words per minute and pitch of a language. Plain voices: the variants of espeak-ng blur consonants.
voice_of() {
  case $1 in
    en) echo "en-gb 178 46" ;;
    de) echo "de 188 44" ;;
    es) echo "es 192 44" ;;
    fr) echo "fr-fr 184 44" ;;
    it) echo "it 192 44" ;;
    pl) echo "pl 194 44" ;;
    *) echo "no voice for language '$1'" >&2; return 1 ;;
  esac
}

# espeak-ng spells capitals out; PIN is a word in all six languages.
pronounced() {
  case $1 in
    fr) sed 's/\bPIN\b/pine/g' ;;
    de) sed 's/\bPIN\b/Pinn/g' ;;
    *) sed 's/\bPIN\b/pin/g' ;;
  esac
}

# A level that `sox stats` reports. $1: file, $2: "RMS lev" or "Pk lev".
level() { sox "$1" -n stats 2>&1 | awk -v key="$2" 'index($0, key) { print $4; exit }'; }

# Brings $1 to the target level with short fades and encodes it to $2. $3: silence to append, in seconds.
finish() {
  local wav=$1 out=$2 tail=$3 rms peak gain
  rms=$(level "$wav" "RMS lev"); peak=$(level "$wav" "Pk lev")
  gain=$(awk -v r="$rms" -v p="$peak" -v t=$TARGET_RMS -v m=$MAX_PEAK 'BEGIN { g = t - r; if (p + g > m) g = m - p; printf "%.2f", g }')
  sox -D -R "$wav" "$wav.final.wav" gain "$gain" fade q 0.004 -0 0.012 pad 0.01 "$tail"
  ffmpeg -nostdin -v error -y -bitexact -i "$wav.final.wav" -c:a g722 -f g722 "$out"
}

speak() {
  local language=$1 id=$2 text=$3 voice speed pitch tail=0.03 dir
  read -r voice speed pitch <<<"$(voice_of "$language")"
  case $text in *. | *:) tail=0.1 ;; esac
  dir=$(mktemp -d)
  pronounced "$language" <<<"$text" | espeak-ng -a 70 -v "$voice" -s "$speed" -p "$pitch" -w "$dir/raw.wav" --stdin
  sox -D -R "$dir/raw.wav" -c 1 -b 16 "$dir/trimmed.wav" rate -v 16k highpass 90 \
    reverse silence 1 0.01 0.4% reverse silence -l 1 0.01 0.4% -1 0.2 0.4% \
    gain -n -3 compand 0.003,0.08 6:-60,-60,-24,-18,-12,-11,0,-6 -6 -90 0.003
  finish "$dir/trimmed.wav" "$prompts/$language/$id.g722" "$tail"
  rm -r "$dir"
}

speak_language() {
  local language=$1 only=${2:-} id text
  [ -n "$only" ] || rm -rf "${prompts:?}/$language"
  mkdir -p "$prompts/$language"
  grep -v -e '^#' -e '^$' "$texts/$language.txt" | while IFS=$'\t' read -r id text; do
    [ -z "$only" ] || [ "$only" = "$id" ] || continue
    printf '%s\0%s\0%s\0' "$language" "$id" "$text"
  done | xargs -0 -r -n 3 -P "$(nproc)" "$0" --speak
}

# One soft note: file, seconds, frequency, quiet octave above it.
note() { sox -D -R -n -r 16000 -b 16 "$1" synth "$2" sine "$3" synth "$2" sine mix "$4" fade q 0.01 "$2" "$(awk "BEGIN { print $2 * 0.7 }")"; }

# Twenty-four seconds that repeat without a seam: plucked chords over soft sines. Notes that ring past the end go to the start.
music() {
  local dir=$1 out=$2 chord bass low mid high index=0 parts=()
  for chord in "C3 E4 G4 B4" "A2 E4 G4 C5" "D3 F4 A4 C5" "G2 D4 F4 B4" "E3 D4 G4 B4" "A2 C4 E4 G4" "F2 C4 E4 A4" "G2 D4 G4 C5"; do
    read -r bass low mid high <<<"$chord"
    sox -D -R -n -r 16000 -b 16 "$dir/plucked.wav" \
      synth 1.9 pluck "$bass" pluck "$low" pluck "$mid" pluck "$high" pluck "$mid" pluck "$high" pluck "$low" pluck "$mid" \
      fade l 0.002 1.9 0.9 delay 0 0.375 0.75 1.125 1.5 1.875 2.25 2.625 remix - gain -n -6
    sox -D -R -n -r 16000 -b 16 "$dir/held.wav" synth 3.8 sine "$low" sine "$mid" sine "$high" remix - fade q 0.8 3.8 0.8 gain -n -21
    sox -D -R -m -v 1 "$dir/plucked.wav" -v 1 "$dir/held.wav" "$dir/chord$index.wav" pad "$(awk "BEGIN { print $index * 3 }")"
    parts+=(-v 1 "$dir/chord$index.wav")
    index=$((index + 1))
  done
  sox -D -R -m "${parts[@]}" "$dir/whole.wav" gain -n -6 lowpass 5000
  sox -D -R "$dir/whole.wav" "$dir/body.wav" trim 0 24
  sox -D -R "$dir/whole.wav" "$dir/ringing.wav" trim 24
  sox -D -R -m -v 1 "$dir/body.wav" -v 1 "$dir/ringing.wav" "$dir/loop.wav"
  # Softer than speech: people wait beside it.
  sox -D -R "$dir/loop.wav" "$dir/music.wav" gain "$(awk -v r="$(level "$dir/loop.wav" "RMS lev")" 'BEGIN { printf "%.2f", -26 - r }')"
  ffmpeg -nostdin -v error -y -bitexact -i "$dir/music.wav" -c:a g722 -f g722 "$out"
}

# A rising pair of notes for coming, a falling one for going, one note to speak after.
sounds() {
  local dir out=$prompts/sounds
  rm -rf "$out"; mkdir -p "$out"; dir=$(mktemp -d)
  note "$dir/low-short.wav" 0.16 523.25 1046.5;  note "$dir/high.wav" 0.28 783.99 1567.98
  note "$dir/high-short.wav" 0.16 783.99 1567.98; note "$dir/low.wav" 0.28 523.25 1046.5
  note "$dir/beep.wav" 0.3 880 1760
  sox -D -R "$dir/low-short.wav" "$dir/high.wav" "$dir/entry.wav"
  sox -D -R "$dir/high-short.wav" "$dir/low.wav" "$dir/exit.wav"
  finish "$dir/entry.wav" "$out/entry-tone.g722" 0.05
  finish "$dir/exit.wav" "$out/exit-tone.g722" 0.05
  finish "$dir/beep.wav" "$out/beep.g722" 0.05
  music "$dir" "$out/hold-music.g722"
  rm -r "$dir"
}

if [ "${1:-}" = --speak ]; then
  speak "$2" "$3" "$4"
  exit
fi

install_tools
case ${1:-all} in
  all)
    for language in en de es fr it pl; do speak_language "$language"; done
    sounds
    ;;
  sounds) sounds ;;
  *) speak_language "$1" "${2:-}" ;;
esac
du -sb "$prompts"/* | awk '{ printf "%-8s %8.2f MB\n", substr($2, match($2, /[^\/]*$/)), $1 / 1e6 }'
