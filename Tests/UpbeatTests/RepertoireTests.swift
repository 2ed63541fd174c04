// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// What a unit practises with, where something of it is missing or wrong.
@Suite("Songs, phrases, recordings and instruments at the start")
struct RepertoireTests {
  let folder = TemporaryFolder()

  /// Begins a practice and leaves every choice to the unit.
  private func rehearse(
    techniques: String? = nil, settings: String? = nil, share: String = checkout,
    _ arguments: String...
  ) throws -> UpbeatProcess.End {
    let trace = folder.write("seconds,level\n40,1\n40.2,0\n", to: "trace.csv")
    var whole = [
      "rehearse", "--share", share, "--presses", trace, "--data", folder.file("data"),
      "--timeline", folder.file("a.jsonl")
    ]
    if let techniques {
      let text = "profile: mild\ntechniques: \(techniques)\nhabitual rate: 100\n"
      whole += ["--prescription", folder.write(text, to: "prescription.txt")]
    }
    if let settings { whole += ["--settings", folder.write(settings, to: "upbeat.txt")] }
    return try UpbeatProcess.run(whole + arguments, in: folder)
  }

  private var timeline: [TimelineLine] { folder.timeline("a.jsonl").compactMap { $0 } }

  /// A share folder with the checkout's English pack and the given bank.
  private func share(bank: [UInt8]?) -> String {
    for name in ["share", "share/Voices", "share/Voices/en"] {
      folder.folder(name)
    }
    for name in ["prompts.txt", "phrases.txt"] {
      let text = TemporaryFolder.contents(of: checkout + "/Voices/en/" + name)
      folder.write(text, to: "share/Voices/en/" + name)
    }
    if let bank { folder.write(bank, to: "share/notes.bank") }
    return folder.file("share")
  }

  // MARK: The note bank

  @Test(
    "Without the note bank, or with one that is cut short or none, tones stand in and it is told",
    arguments: [
      (nil, "the note bank cannot be read"), ([], "the note bank is empty"),
      (RenamedProgram.bytes, "This is not a note bank."),
      (cutShortBank, "The note bank is cut short: it has 40 bytes, 1000 were expected.")
    ] as [([UInt8]?, String)])
  func bank(bytes: [UInt8]?, words: String) throws {
    let end = try rehearse(techniques: "breathing", share: share(bank: bytes), "--for", "150")
    #expect(end.status == 0)
    #expect(end.errors.contains("/notes.bank: \(words)"))
    #expect(end.errors.contains("Tones stand in for it."))
    #expect(end.errors.contains("A helper should look: note bank missing\n"))
    #expect(timeline.texts.contains("A helper should look."))
    #expect(timeline.states.contains("exercise"))
    #expect(timeline.contains { $0.event == "note" })
  }

  /// The header of a bank of 1,000 bytes, and no more.
  private static let cutShortBank: [UInt8] =
    Array("UpbtBank".utf8) + [1, 0, 0, 0, 8, 0, 0, 0, 0xE8, 3, 0, 0, 0, 0, 0, 0]
    + [UInt8](repeating: 0, count: 16)

  // MARK: Songs

  /// The titles that are offered: each is said after "Today's song.".
  private var titles: [String] {
    zip(timeline.texts, timeline.texts.dropFirst()).filter { $0.0 == "Today's song." }.map(\.1)
  }

  @Test("A song with a finding is left out, told by its line, and the others are sung")
  func wrongSong() throws {
    folder.folder("data")
    folder.folder("data/songs")
    let wrong = folder.write(
      ExampleSong.text.replacing("3 2 1", with: "3 9 1"), to: "data/songs/a.txt")
    folder.write(ExampleSong.text, to: "data/songs/b.txt")
    let end = try rehearse(techniques: "singing", "--for", "100")
    #expect(end.errors.contains("\(wrong):5:3: '9' among the degrees"))
    #expect(end.errors.contains("A helper should look: song refused\n"))
    // One's own come first.
    #expect(titles == [ExampleSong.title + "."])
  }

  @Test("songs: names titles in any case; one that is not there is told with the nearest")
  func wishedSongs() throws {
    let end = try rehearse(
      techniques: "singing",
      settings: "volume: 70\nsongs: LONG, long ago!; Yankee Dudle; Aura Lea\n",
      "--for", "100")
    #expect(end.status == 0)
    #expect(
      end.errors.contains(
        "upbeat.txt:2:25: no song \"Yankee Dudle\", expected one of the titles, perhaps "
          + "\"Yankee Doodle\"\n"))
    #expect(titles.count == 1)
    #expect(["Long, long ago.", "Aura Lea."].contains(titles.first))
  }

  @Test(
    "A song of Christmas is sung in December, a nursery song only where its title was asked for",
    arguments: [
      // In the order of their files. The only one there is left is not offered by its title.
      ("", "2026-11-22T09:00", ["Aura Lea."]),
      ("songs: Jingle Bells; Yankee Doodle", "2026-12-02T09:00", ["Jingle Bells."]),
      ("songs: Jingle Bells; Yankee Doodle", "2026-11-22T09:00", []),
      ("songs: Are you sleeping?; When the Saints", "2026-11-22T09:00", ["Are you sleeping?"])
    ])
  func tags(settings: String, at: String, expected: [String]) throws {
    let end = try rehearse(
      techniques: "singing", settings: settings + "\n", "--at", at, "--for", "175")
    #expect(end.status == 0)
    #expect(!end.errors.contains("no song"))
    #expect(titles == expected)
    #expect(timeline.contains { $0.event == "exercise" })
  }

  // MARK: Phrases

  @Test("One's own phrases come first; one that a voice cannot say is told by its line")
  func phrases() throws {
    let end = try rehearse(
      techniques: "speech cueing",
      settings: "phrases: <b>hello</b>; Good morning, Anna\n", "--for", "150")
    #expect(end.errors.contains("upbeat.txt:1:10: markup, expected words as one writes them\n"))
    #expect(end.errors.contains("A helper should look: phrase refused\n"))
    let model = timeline.texts.drop { $0 != "Listen first." }.dropFirst()
    #expect(model.first == "Good morning, Anna")
  }

  // MARK: Recordings

  @Test("A recording takes the place of a prompt: trimmed, levelled, a whole prompt as one")
  func recordings() throws {
    folder.folder("data")
    folder.folder("data/voice")
    // Half a second of silence, one of sound, half of silence.
    let sound = Sine.wav(seconds: 1, amplitude: 0.01)
    let silence = [UInt8](repeating: 0, count: 48_000)
    var padded = Sine.header(dataBytes: 2 * 96_000, rate: 48_000, channels: 1)
    padded += silence
    padded += sound.dropFirst(44)
    padded += silence
    folder.write(padded, to: "data/voice/greeting.name.wav")
    folder.write(sound, to: "data/voice/safety.whole.wav")
    let end = try rehearse("--render", folder.file("a.wav"), "--for", "20")
    #expect(end.status == 0)
    let name = try #require(timeline.first { $0.text == "This is Upbeat." })
    let length = try #require(name.endFrame) - name.frame
    // 20 ms are kept at both ends.
    #expect(abs(length - 49_920) < 480)
    // -19 LUFS as a mono file is measured: 440 Hz, K-weighted; each speaker has the half of it.
    let level = WAVFile(folder.read("a.wav")).level(
      of: Sine.hertz, in: name.frame + 9_600..<name.frame + 38_400)
    #expect(abs(level - (-21.3)) < 1)
    let whole = timeline.texts.filter { $0.hasPrefix("Sit up with your head supported.") }
    #expect(whole.count == 1 && whole[0].hasSuffix("This is practice, not treatment."))
  }

  @Test("A recording that is a renamed program is left out and told; the voice speaks")
  func refusedRecording() throws {
    folder.folder("data")
    folder.folder("data/voice")
    let program = folder.write(RenamedProgram.bytes, to: "data/voice/greeting.name.wav")
    folder.write(Sine.wav(seconds: 1, amplitude: 0.2), to: "data/voice/greeting.nam.wav")
    let end = try rehearse("--for", "20")
    #expect(end.status == 0)
    #expect(end.errors.contains("\(program): is not music this unit can read"))
    #expect(
      end.errors.contains("/voice/greeting.nam.wav:1:1: no prompt 'greeting.nam', expected "))
    #expect(timeline.texts.contains("This is Upbeat."))
  }
}
