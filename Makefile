# SPDX-License-Identifier: GPL-3.0-or-later
# Everything a person does with this checkout. `make` alone says what there is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

SWIFT ?= swift
# Patients of `make simulate`, and the seed of the first.
N ?= 10000
SEED ?= 1
# More words for `upbeat rehearse` or the benchmarks: make rehearse ARGS="--settings upbeat.txt"
ARGS ?=

UPBEAT := .build/release/upbeat
BANK := notes.bank
SWIFT_FILES = Package.swift $(shell find Sources Tests Benchmarks -name '.*' -prune -o -name '*.swift' -print)

# Docs/Dependencies.md says what each is for. Swift uses the C compiler's linker and headers.
COMPILING := git ca-certificates gcc g++ libc6-dev
LIBRARIES := libespeak-ng-dev espeak-ng-data libasound2-dev libsqlite3-dev libsamplerate0-dev \
  librubberband-dev libsndfile1-dev libebur128-dev
# The instruments of the note bank, and what renders them; only where the project is built.
INSTRUMENTS := fluidsynth fluidr3mono-gm-soundfont
MEASURING := klick espeak-ng alsa-utils python3 strace
RECOGNISING := espeak-ng python3 python3-venv
# Asked for only where a Swift that is there does not start.
TOOLCHAIN := libcurl4-openssl-dev libxml2-dev libncurses-dev libsqlite3-0 libedit2 tzdata

say = printf '\n== %s\n' $(1)

# Installs what is missing of the Debian packages $(1), needed for $(2). Asks dpkg alone, and
# nothing of the network, where nothing is missing.
define install
missing=()
for package in $(1); do
  if ! dpkg-query --show --showformat='$${db:Status-Status}\n' "$$package" 2>/dev/null \
      | grep -qx installed; then
    missing+=("$$package")
  fi
done
if (( $${#missing[@]} )); then
  $(call say,"Installing for $(2): $${missing[*]}")
  if ! command -v apt-get >/dev/null; then
    echo "This is not a Debian system. Please install what stands above in its own way." >&2
    exit 1
  fi
  root=()
  if (( $$(id -u) )); then
    if ! command -v sudo >/dev/null; then
      echo "This needs root, and there is no sudo. Please run as root:" >&2
      echo "  apt-get update && apt-get install $${missing[*]}" >&2
      exit 1
    fi
    root=(sudo)
  fi
  apt=("$${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120)
  "$${apt[@]}" update || echo "The package lists are not up to date; trying with those there are." >&2
  if ! "$${apt[@]}" install --yes --no-install-recommends "$${missing[@]}"; then
    echo "Debian's packages could not be installed: $${missing[*]}" >&2
    exit 1
  fi
fi
endef

# The unit's disk image: arm64 (Raspberry Pi) or pc. Docs/Image.md says what it needs and how long.
BOARD ?= arm64
IMAGE ?= upbeat-$(BOARD).img.zst
IMAGING := mmdebstrap debian-archive-keyring python3 git mtools zstd

PAGES ?=
# Of `make stick`, from the command line alone: LANGUAGE means something else to a desktop. Several
# languages have a folder each in OUT.
LANGUAGE = $(notdir $(patsubst %/report.txt,%,$(wildcard Voices/*/report.txt)))
PRESCRIPTION =
OUT =
# A font of its own: what a machine without one falls back to is wider than a page.
BROWSING := chromium chromium-driver fonts-dejavu-core python3 python3-venv

.PHONY: help rehearse test simulate check bench format lint build bank needs libraries toolchain \
  instruments measuring intelligibility recognising pages browsing stick clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The two commands

rehearse: build bank ## Starts the appliance here: the space bar is the switch, q ends
	@$(call say,"Upbeat")
	exec $(UPBEAT) rehearse $(ARGS)

test: needs bank ## All tests: builds, a thousand simulated patients, then each room
	@$(call say,"Building everything (release); the first time takes some minutes")
	$(SWIFT) build -c release --build-tests
	$(call say,"A thousand simulated patients (20 of them heard whole)")
	$(UPBEAT) simulate --count 1000 --whole 20
	$(call say,"The tests of each room")
	$(SWIFT) test -c release --skip-build --disable-xctest

# More

simulate: build ## More simulated patients: make simulate N=10000 SEED=1
	@$(call say,"$(N) simulated patients from seed $(SEED)")
	$(UPBEAT) simulate --count $(N) --whole 20 --seed $(SEED)

check: build ## Checks the language packs and the README's text files
	@$(call say,"Checking the language packs and the text files of the README")
	folder=$$(mktemp -d)
	trap 'rm -rf "$$folder"' EXIT
	awk -v folder="$$folder" '
	  /^```/ { file = "" }
	  /^# (prescription|upbeat|board)\.txt/ { sub(":", "", $$2); file = folder "/" $$2 }
	  file != "" { print > file }' README.md
	$(UPBEAT) check Voices "$$folder" --prescription "$$folder/prescription.txt"
	echo "Clean."

bench: build bank measuring ## The figures, beside those of others
	@$(call say,"Benchmarks")
	Benchmarks/run $(ARGS)

intelligibility: needs recognising ## What a recogniser understands of all that is said in English
	@$(call say,"Intelligibility")
	Benchmarks/intelligibility/run $(ARGS)

format: ## Formats the Swift files
	@$(SWIFT) format --in-place --configuration .swift-format $(SWIFT_FILES)

lint: ## Says what is not formatted
	@$(call say,"Format")
	$(SWIFT) format lint --strict --configuration .swift-format $(SWIFT_FILES)

build: needs ## Builds the program: .build/release/upbeat
	@$(call say,"Building (release); the first time takes some minutes")
	$(SWIFT) build -c release --product upbeat
	$(SWIFT) build -c release --product upbeat-report

bank: needs instruments ## Makes the note bank, the instruments: notes.bank
	@$(call say,"Building what makes the note bank")
	$(SWIFT) build -c release --product upbeat-bank
	$(call say,"The note bank")
	if [[ $(BANK) -nt .build/release/upbeat-bank
	  && -z $$(find Voices -path '*/songs/*' -newer $(BANK) -print -quit) ]]; then
	  echo "It is there, made by this program from these songs: $(BANK)"
	else
	  .build/release/upbeat-bank make --voices Voices --out $(BANK)
	fi

.PHONY: image image-smoke image-test image-same imaging

image: bank imaging ## The unit's disk image: make image BOARD=arm64, or BOARD=pc
	@$(call say,"The image $(IMAGE)")
	Image/build $(BOARD) $(BANK) $(IMAGE)

image-smoke: build image ## Boots the image, hears it, presses, plugs a stick: once each
	@$(call say,"Smoke test of $(IMAGE)")
	Image/test/smoke $(IMAGE)

image-test: build bank imaging ## The whole proof of the images, with their figures
	@$(call say,"The images")
	Image/build arm64 $(BANK) upbeat-arm64.img.zst
	Image/build pc $(BANK) upbeat-pc.img.zst
	$(call say,"The proof (some 45 minutes)")
	Image/test/whole upbeat-arm64.img.zst upbeat-pc.img.zst

image-same: image ## Makes the image's parts once more: the same input gives the same bytes
	@$(call say,"The parts of $(IMAGE) once more")
	Image/check-same $(BOARD) $(BANK)

clean: ## Removes what was built
	@rm -rf .build Benchmarks/.build .build-intelligibility notes.bank

pages: build browsing ## Looks at all pages in a browser: make pages, or PAGES=report.html
	@$(call say,"Pages in a browser")
	Tests/Pages/check $(PAGES)

stick: build ## The stick a unit is handed out with: make stick LANGUAGE=de PRESCRIPTION=… OUT=…
	@for language in $(LANGUAGE); do
	  folder="$(or $(OUT),.build/stick)$(if $(and $(OUT),$(filter 1,$(words $(LANGUAGE)))),,/$$language)"
	  $(call say,"A stick in $$language: $$folder")
	  .build/release/upbeat-report stick --language "$$language" --out "$$folder" \
	    $(if $(PRESCRIPTION),--prescription "$(PRESCRIPTION)")
	  $(UPBEAT) check "$$folder/upbeat.txt" $(if $(PRESCRIPTION),--prescription "$(PRESCRIPTION)")
	  ls "$$folder"
	done

# What this machine must have

needs: libraries toolchain ## Installs what is missing to build

libraries:
	@$(call install,$(COMPILING) $(LIBRARIES),building)

instruments:
	@$(call install,$(INSTRUMENTS),the note bank)

measuring:
	@$(call install,$(MEASURING),the benchmarks)

browsing:
	@$(call install,$(BROWSING),looking at pages)

recognising:
	@$(call install,$(RECOGNISING),the recogniser)

imaging:
	@$(call install,$(IMAGING),the image)

toolchain: libraries
	@if ! command -v $(SWIFT) >/dev/null; then
	  release=$$(. /etc/os-release && echo "$${ID:-} $${VERSION_ID:-99}") || release=unknown
	  if [[ ! $$release =~ ^debian\ (1[3-9]|[2-9][0-9])$$ ]]; then
	    echo "There is no Swift here, and this system has no package of it (Debian 13 has)." >&2
	    echo "Please install Swift 6.0 or newer from https://www.swift.org/install/linux/," >&2
	    echo "put its usr/bin on the PATH, and start again." >&2
	    exit 1
	  fi
	  $(call install,swiftlang,Swift)
	fi
	if ! $(SWIFT) build --version >/dev/null 2>&1; then
	  $(call install,$(TOOLCHAIN),Swift itself)
	fi
	if ! version=$$($(SWIFT) --version 2>&1); then
	  printf '%s\n%s\n' "Swift is here but does not start:" "$$version" >&2
	  exit 1
	fi
	if [[ $$version =~ Swift\ version\ ([0-9]+) ]] && (( $${BASH_REMATCH[1]} < 6 )); then
	  printf '%s\n%s\n' "Swift 6.0 or newer is needed; this is:" "$$version" >&2
	  exit 1
	fi
