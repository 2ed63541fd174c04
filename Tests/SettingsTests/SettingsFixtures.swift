// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// What a file of each kind comes to, so that tests can look at findings of any kind alike.
func findings(
  in text: String, of kind: FileKind = .settings, within prescription: Prescription? = nil
) -> [Finding] {
  findings(in: Array(text.utf8), of: kind, within: prescription)
}

func findings(
  in bytes: [UInt8], of kind: FileKind = .settings, within prescription: Prescription? = nil
) -> [Finding] {
  switch kind {
  case .prescription: Prescription.parse(bytes).findings
  case .settings: CaregiverSettings.parse(bytes, within: prescription).findings
  case .board: Board.parse(bytes).findings
  }
}

func settings(_ text: String, within prescription: Prescription? = nil) -> CaregiverSettings? {
  CaregiverSettings.parse(Array(text.utf8), within: prescription).value
}

func prescription(_ text: String) -> Prescription? {
  Prescription.parse(Array(text.utf8)).value
}

func board(_ text: String) -> Board? { Board.parse(Array(text.utf8)).value }

/// The text in UTF-16, without a byte order mark.
func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
  text.utf16.flatMap { unit in
    let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return bigEndian ? bytes.reversed() : bytes
  }
}

/// Sebastiano Vigna's SplitMix64: the same numbers for the same seed, everywhere.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
