// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Prompts
import Rehearsal
import Rhythm
import Session
import Settings
import Songs
import Testing
import Timebase

/// A unit for the tests: its files as text, the packs, songs and phrases of the checkout, a fixed
/// voice and clock.
struct Unit {
  var prescription: String? = "profile: mild\ntechniques: breathing, listening"
  var settings = ""
  var language = "en"
  var wall = WallTime(seconds: 20_779 * 86_400 + 9 * 3_600, isSet: true)
  var history = PracticeHistory()
  var isRestarted = false
  /// Files of the language's songs.
  var songs: [String] = []
  /// The first so many of the language's phrases.
  var phrases = 0
  /// The person's own music.
  var music: [OwnTrack] = []
  var tracks: [String: SampleMemory] = [:]
  var bank: NoteBank?
  /// Does what is asked of sticks: a new one for each rehearsal.
  var desk: (@Sendable () -> any StickDesk)?

  /// Every technique that can be practised, and what they need; own pace is not measured.
  static let whole = Unit(
    prescription: """
      profile: mild
      techniques: breathing, oral motor, singing, speech cueing, listening
      habitual rate: 120
      """,
    settings: "own pace: no", songs: ["aura-lea", "joyful-joyful", "long-long-ago"], phrases: 12)

  func facts() throws -> Facts {
    let prescription = try self.prescription.map { text in
      try #require(Prescription.parse(Array(text.utf8)).value, "the prescription is right")
    }
    let settings = try #require(
      CaregiverSettings.parse(Array(settings.utf8), within: prescription).value,
      "the settings are right")
    return Facts(
      prescription: prescription, settings: settings, pack: try Packs.pack(language), wall: wall,
      history: history, repertoire: try repertoire(), isRestarted: isRestarted)
  }

  private func repertoire() throws -> Repertoire {
    let songs = try self.songs.map { name in
      let file = "Voices/\(language)/songs/\(name).txt"
      return try Song.parse(try #require(Files.text(file)), file: file).get()
    }
    let file = "Voices/\(language)/phrases.txt"
    let book = try PhraseBook.parse(
      try #require(Files.text(file)), language: language, file: file
    ).get()
    return Repertoire(
      songs: songs, phrases: Array(book.phrases.prefix(phrases)), music: music)
  }

  func conductor() throws -> Conductor { conductor(try facts()) }

  func conductor(_ facts: Facts) -> Conductor {
    Conductor(
      session: Session(facts),
      filter: PressFilter(
        acceptance: .milliseconds(facts.settings.acceptanceTimeMilliseconds),
        release: .milliseconds(facts.settings.releaseTimeMilliseconds)),
      language: facts.pack.language, bank: bank, tracks: tracks)
  }

  func rehearsal(
    _ deeds: [Deed], bookkeeper: Bookkeeper? = nil, voice: any Voice = FixedVoice()
  ) throws -> Rehearsal {
    Rehearsal(
      conductor: try conductor(), voice: voice, bookkeeper: bookkeeper, stick: desk?(),
      script: try script(deeds, voice: voice))
  }

  func timeline(_ deeds: [Deed]) throws -> [TimelineEvent] {
    var rehearsal = try rehearsal(deeds)
    return rehearsal.runUnheard(until: .atRest)
  }
}

/// The language packs of the checkout.
enum Packs {
  static func pack(_ language: String) throws -> LanguagePack {
    let text = try #require(Files.text("Voices/\(language)/prompts.txt"))
    return try LanguagePack.parse(text, language: language, file: language).get()
  }
}

/// Files of the checkout, by their path in it.
enum Files {
  static let checkout: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static func text(_ path: String) -> String? {
    guard let file = fopen("\(checkout)/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen("\(checkout)/\(path)", "w") else { return false }
    defer { fclose(file) }
    return fputs(text, file) >= 0
  }

  /// A folder that is gone again when the test is over.
  final class Temporary {
    let path: String

    init() throws {
      var template = Array("/tmp/upbeat-rehearsal-XXXXXX".utf8CString)
      try #require(mkdtemp(&template) != nil)
      path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
      guard let stream = opendir(path) else { return }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { unlink("\(path)/\(name)") }
      }
      closedir(stream)
      rmdir(path)
    }
  }
}
