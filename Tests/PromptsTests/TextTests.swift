// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

@Suite("Prompts with texts in them")
struct TextTests {
  private static func loud(_ line: Int, _ subject: String) throws -> [String] {
    try Voices.pack("en").prompt(
      .findingTooLoud,
      PromptValues(numbers: [.line: SpokenNumber(line)], texts: [.subject: subject]))
  }

  @Test("A finding is one sentence where it has ten words at most")
  func oneSentence() throws {
    #expect(
      try Self.loud(4, "volume one hundred fifty")
        == ["Line four: volume one hundred fifty is too loud."])
    #expect(
      try Self.loud(4, "evening volume one hundred fifty")
        == ["Line four: evening volume one hundred fifty is too loud."])
  }

  @Test("A longer one is parted at its colon, and both parts are sentences")
  func parted() throws {
    #expect(
      try Self.loud(24, "evening volume one hundred fifty")
        == ["Line twenty four.", "Evening volume one hundred fifty is too loud."])
    let french = try Voices.pack("fr").prompt(
      .findingDuplicateKey,
      PromptValues(
        numbers: [.line: SpokenNumber(345), .firstLine: SpokenNumber(21)],
        texts: [.name: "débit de parole"]))
    #expect(
      french == [
        "Ligne trois cent quarante-cinq.", "Débit de parole est déjà à la ligne vingt et un.",
        "Écrivez-le une seule fois."
      ])
  }

  @Test(
    "A sentence that begins with a name begins with a capital letter", arguments: Voices.languages)
  func capital(language: String) throws {
    let said = try Voices.pack(language).prompt(
      .settingsChanged,
      PromptValues(texts: [.name: "été", .value: "zwei", .previous: "drei"]))
    #expect(said.first?.hasPrefix("Été") == true, "\(said)")
  }

  @Test("A prompt with texts in it cannot be recorded")
  func recorded() throws {
    let recorded = try Voices.pack("en").recordedTexts(["settings.changedOther.wav"])
    #expect(recorded.texts.isEmpty)
    #expect(
      recorded.findings.map(\.found) == [
        "a recording of 'settings.changedOther', whose names change"
      ])
  }
}
