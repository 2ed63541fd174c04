// SPDX-License-Identifier: GPL-3.0-or-later
import Songs
import Testing

/// The melodies as they stand in the transcriptions they were compared with, in the key of those.
/// `Docs/Songs.md` says how many there are of each.
private let transcriptions: [(song: String, tonic: String, notes: String)] = [
  (
    "de/der-mond-ist-aufgegangen", "G4",
    "G4 A4 G4 C5 B4 A4 G4 B4 B4 B4 E5 D5 C5 B4 B4 B4 B4 C5 B4 A4 "
      + "G4 A4 G4 C5 B4 A4 G4 B4 B4 B4 E5 D5 C5 B4 B4 B4 B4 C5 B4 A4 A4 G4"
  ),
  (
    "de/du-du-liegst-mir-im-herzen", "F4",
    "A4 A4 A4 G4 A4 C5 Bb4 G4 G4 G4 F4 G4 A4 A4 A4 A4 G4 A4 C5 Bb4 G4 A4 Bb4 D5 C5 E4 F4"
  ),
  (
    "de/wenn-ich-ein-voeglein-waer", "G4",
    "G4 G4 G4 B4 A4 G4 B4 B4 B4 D5 C5 B4 D5 C5 B4 A4 "
      + "A4 G4 F#4 G4 A4 B4 C5 B4 A4 B4 C5 D5 D5 C5 B4 A4 G4"
  ),
  (
    "de/winter-ade", "G4",
    "B4 B4 A4 G4 B4 B4 A4 G4 B4 C5 D5 D5 C5 B4 C5 A4 B4 C5 C5 B4 A4 B4 B4 B4 C5 D5 B4 B4 A4 G4"
  ),
  (
    "en/aura-lea", "Bb4",
    "F4 Bb4 A4 Bb4 C5 G4 C5 Bb4 A4 G4 A4 Bb4 F4 Bb4 A4 Bb4 C5 G4 C5 Bb4 A4 G4 A4 Bb4 "
      + "F4 Bb4 A4 Bb4 C5 G4 C5 Bb4 A4 G4 A4 Bb4 F4 Bb4 A4 Bb4 C5 G4 C5 Bb4 A4 G4 A4 Bb4"
  ),
  (
    "en/good-night-ladies", "Bb4",
    "D5 Bb4 F4 Bb4 D5 Bb4 C5 C5 D5 Bb4 Eb5 Eb5 Eb5 D5 D5 D5 C5 C5 Bb4 "
      + "D5 Bb4 F4 Bb4 D5 Bb4 C5 C5 D5 Bb4 Eb5 Eb5 Eb5 D5 D5 D5 C5 C5 Bb4"
  ),
  (
    "en/jingle-bells", "G4",
    "B4 B4 B4 B4 B4 B4 B4 D5 G4 A4 B4 C5 C5 C5 C5 C5 B4 B4 B4 B4 B4 A4 A4 B4 A4 D5 "
      + "B4 B4 B4 B4 B4 B4 B4 D5 G4 A4 B4 C5 C5 C5 C5 C5 B4 B4 B4 B4 D5 D5 C5 A4 G4"
  ),
  (
    "en/long-long-ago", "F4",
    "F4 F4 G4 A4 A4 Bb4 C5 D5 C5 A4 C5 Bb4 A4 G4 Bb4 A4 G4 F4 "
      + "F4 F4 G4 A4 A4 Bb4 C5 D5 C5 A4 C5 Bb4 A4 G4 A4 G4 F4"
  ),
  (
    "en/when-the-saints", "C4",
    "C4 E4 F4 G4 C4 E4 F4 G4 C4 E4 F4 G4 E4 C4 E4 D4 "
      + "E4 E4 D4 C4 C4 E4 G4 G4 G4 F4 E4 F4 G4 E4 C4 D4 C4"
  ),
  (
    "en/yankee-doodle", "G4",
    "G4 G4 A4 B4 G4 B4 A4 G4 G4 A4 B4 G4 F#4 G4 G4 A4 B4 C5 B4 A4 G4 F#4 D4 E4 F#4 G4 G4"
  ),
  (
    "es/la-luna-va-subiendo", "G4",
    "G4 A4 G4 C5 B4 A4 G4 B4 B4 B4 E5 D5 C5 B4 B4 B4 B4 C5 B4 A4 "
      + "G4 A4 G4 C5 B4 A4 G4 B4 B4 B4 E5 D5 C5 B4 B4 B4 B4 C5 B4 A4 A4 G4"
  ),
  (
    "es/riu-riu-chiu", "D4",
    "A4 A4 G4 A4 F4 E4 D4 E4 F4 G4 A4 A4 A4 A4 G4 A4 F4 E4 G4 G4 E4 F4 D4 D4 "
      + "A4 A4 G4 A4 F4 E4 G4 G4 E4 F4 D4 D4"
  ),
  (
    "fr/a-la-claire-fontaine", "C4",
    "C4 C4 E4 E4 D4 E4 D4 C4 C4 E4 E4 D4 E4 E4 E4 D4 C4 E4 G4 E4 G4 G4 E4 C4 E4 D4 "
      + "C4 C4 E4 E4 D4 C4 E4 C4 E4 E4 D4 C4 E4 D4 C4"
  ),
  (
    "fr/ah-vous-dirai-je-maman", "C4",
    "C4 C4 G4 G4 A4 A4 G4 F4 F4 E4 E4 D4 D4 C4 G4 G4 F4 F4 E4 E4 D4 D4 "
      + "G4 G4 F4 F4 E4 E4 D4 D4 C4 C4 G4 G4 A4 A4 G4 F4 F4 E4 E4 D4 D4 C4"
  ),
  (
    "fr/alouette", "C4",
    "C4 D4 E4 E4 D4 C4 D4 E4 C4 G3 C4 D4 E4 E4 D4 C4 D4 E4 C4"
  ),
  (
    "fr/au-clair-de-la-lune", "C4",
    "C4 C4 C4 D4 E4 D4 C4 E4 D4 D4 C4 C4 C4 C4 D4 E4 D4 C4 E4 D4 D4 C4 "
      + "D4 D4 D4 D4 A3 A3 D4 C4 B3 A3 G3 C4 C4 C4 D4 E4 D4 C4 E4 D4 D4 C4"
  ),
  (
    "fr/frere-jacques", "F4",
    "F4 G4 A4 F4 F4 G4 A4 F4 A4 Bb4 C5 A4 Bb4 C5 C5 D5 C5 Bb4 A4 F4 C5 D5 C5 Bb4 A4 F4 "
      + "F4 C4 F4 F4 C4 F4"
  ),
  (
    "fr/sur-le-pont-davignon", "F4",
    "F4 F4 F4 G4 G4 G4 A4 Bb4 C5 F4 E4 F4 G4 C4 F4 F4 F4 G4 G4 G4 A4 Bb4 C5 F4 G4 E4 F4"
  ),
  (
    "ru/kalinka", "D4",
    "A4 G4 E4 F4 G4 E4 F4 G4 F4 E4 D4 A4 A4 G4 F4 E4 F4 G4 E4 F4 G4 F4 E4 D4 "
      + "A4 G4 E4 F4 G4 E4 F4 G4 F4 E4 D4 A4 A4 G4 F4 E4 F4 G4 E4 F4 G4 F4 E4 D4"
  ),
  (
    "ru/svetit-mesyats", "A4",
    "D5 E5 F#5 E5 D5 C#5 D5 E5 A4 D5 E5 F#5 E5 D5 C#5 D5 E5 "
      + "B4 C#5 D5 C#5 B4 A4 C#5 E5 D5 C#5 B4 C#5 D5 C#5 B4 A4 C#5 A4"
  ),
  (
    "ru/vo-pole-beryoza-stoyala", "E4",
    "B4 B4 B4 B4 A4 G4 G4 F#4 E4 B4 B4 D5 B4 A4 A4 G4 G4 F#4 E4 "
      + "F#4 G4 A4 G4 G4 F#4 E4 F#4 G4 A4 G4 G4 F#4 E4"
  ),
  (
    "ru/vo-sadu-li-v-ogorode", "E4",
    "C5 C5 B4 B4 A4 A4 A4 B4 C5 C5 B4 B4 A4 A4 G4 G4 F#4 F#4 E4 E4 E4 F#4 G4 G4 F#4 F#4 E4 E4"
  )
]

@Suite("The melodies")
struct MelodyTests {
  /// `Bb4`: semitones above C0.
  private func pitch(_ name: some StringProtocol) throws -> Int {
    let degrees: [Character: Int] = ["C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11]
    let degree = try #require(name.first.flatMap { degrees[$0] })
    let octave = try #require(name.last?.wholeNumberValue)
    let accidental = name.dropFirst().dropLast() == "b" ? -1 : name.contains("#") ? 1 : 0
    return 12 * octave + degree + accidental
  }

  @Test("Each is, note by note, that of the transcriptions it was compared with")
  func transcribed() throws {
    for (name, tonic, notes) in transcriptions {
      let parts = name.split(separator: "/").map(String.init)
      let sung = try SongFiles.song(parts[0], parts[1]).lines.flatMap(\.notes)
        .compactMap(\.semitones)
      let home = try pitch(tonic)
      let written = try notes.split(separator: " ").map { try pitch($0) - home }
      #expect(sung == written, "\(name)")
    }
  }

  @Test("Every melody was compared, but those of the Ode and those that share one with another")
  func compared() throws {
    let compared = Set(transcriptions.map(\.song))
    let left = try SongFiles.all().map { "\($0.language)/\($0.name.dropLast(4))" }
      .filter { !compared.contains($0) }
    #expect(
      Set(left) == [
        "de/bruder-jakob", "de/freude-schoener-goetterfunken", "en/are-you-sleeping",
        "en/joyful-joyful", "es/cuando-sale-el-sol", "es/himno-a-la-alegria",
        "es/llego-el-abril", "es/martinillo", "es/por-la-senda-verde", "fr/hymne-a-la-joie",
        "ru/oda-k-radosti"
      ])
  }

  @Test(
    "What is sung in several languages has one melody",
    arguments: [
      ["en/joyful-joyful", "es/himno-a-la-alegria", "fr/hymne-a-la-joie"],
      ["fr/frere-jacques", "de/bruder-jakob", "en/are-you-sleeping", "es/martinillo"],
      ["fr/au-clair-de-la-lune", "es/por-la-senda-verde"],
      ["en/aura-lea", "es/cuando-sale-el-sol"],
      ["de/winter-ade", "es/llego-el-abril"]
    ])
  func shared(names: [String]) throws {
    let melodies = try names.map { name in
      let parts = name.split(separator: "/").map(String.init)
      return try SongFiles.song(parts[0], parts[1]).lines.flatMap(\.notes).map(\.semitones)
    }
    #expect(Set(melodies).count == 1, "\(names)")
  }
}
