# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of an image: the image of one unit, its root file system, and what should be
# heard, rendered by the program of the image itself.
source "$(dirname "${BASH_SOURCE[0]}")/../steps.bash"
texts=$image/test/texts
export PYTHONDONTWRITEBYTECODE=1

# provisioned IMAGE.img.zst BOARD.txt UNIT.img
provisioned() {
  "$image/provision" --prescription "$texts/prescription.txt" --board "$2" "$1" "$3"
}

# The unit's own root file system, as slot a has it.
unpack() {
  local sector
  sector=$(od --address-radix=n --format=u4 --skip-bytes=470 --read-bytes=4 "$work/unit.img")
  rm -rf --one-file-system "$work/root"
  "$image/enter" "$tools" "$work=/work" -- \
    unsquashfs -q -n -d /work/root -o "$((sector * 512))" /work/unit.img
}

# rendered NAME ARGUMENTS…: a rehearsal by the program of the image, into NAME.wav and NAME.jsonl.
# Speech has a time limit, and this processor is emulated: what did not come in time is tried again;
# what came is in the cache of clips, for the renderings after it too.
rendered() {
  local name=$1 attempt
  shift
  mkdir -p "$work/clips"
  for attempt in 1 2 3; do
    rm -rf "$work/data"
    mkdir -p "$work/data"
    mv "$work/clips" "$work/data/clips"
    "$image/foreign" "$tools/usr/bin/qemu-aarch64" "$image/enter" "$work/root" \
      "$texts=/texts" "$work=/work" -- upbeat rehearse --data /work/data \
      --render "/work/$name.wav" --timeline "/work/$name.jsonl" "$@"
    mv "$work/data/clips" "$work/clips"
    grep -q '"standIn":true' "$work/$name.jsonl" || return 0
    echo "Attempt $attempt at $name: speech was too slow."
  done
  return 1
}

# In the tools root: Image as /image, the work folder as /work.
test_python() {
  "$image/enter" "$tools" "$image=/image" "$work=/work" -- \
    env UPBEAT_STEPS_BEGAN="$UPBEAT_STEPS_BEGAN" PYTHONDONTWRITEBYTECODE=1 \
    python3 "/image/test/$1" "${@:2}"
}

# What a session is held against; each is a rehearsal of its own.
references() {
  local clinic=(--prescription /texts/prescription.txt)
  printf 'seconds,level\n30,1\n30.1,0\n' >"$work/press.csv"
  printf 'seconds,level\n' >"$work/none.csv"
  rendered practice "${clinic[@]}" --settings /texts/settings/upbeat.txt \
    --presses /work/press.csv --for 100
  rendered damaged "${clinic[@]}" --stick /texts/damaged --stick-in 30 \
    --presses /work/none.csv --for 50
}

# prepared NAME IMAGE.img.zst: a work folder of the cache with all of it.
prepared() {
  work=$cache/$1
  lock_cache
  tools=$("$image/tools-root")
  rm -rf --one-file-system "$work"
  mkdir -p "$work"
  step "Image of one unit" provisioned "$2" "$texts/board.txt" "$work/unit.img"
  step "The image's root file system" unpack
  step "What should be heard, by the image's own program" references
}
