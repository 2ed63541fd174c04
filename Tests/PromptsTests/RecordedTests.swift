// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

@Suite("Prompts that a person has recorded")
struct RecordedTests {
  private func recorded(_ names: String...) throws -> RecordedTexts {
    try Voices.pack("en").recordedTexts(names)
  }

  @Test("A prompt of one sentence is its sentence")
  func one() throws {
    let recorded = try recorded("waiting.begin.wav")
    #expect(recorded.texts.map(\.file) == ["waiting.begin.wav"])
    #expect(recorded.texts.map(\.text) == ["Press to begin."])
    #expect(recorded.findings == [])
  }

  @Test("A number in the name is a sentence, counted from one")
  func sentence() throws {
    let recorded = try recorded("voice/safety.whole.2.WAV")
    let sentences = try Voices.pack("en").prompt(.safetyWhole)
    #expect(recorded.texts.map(\.text) == [sentences[1]])
    #expect(recorded.texts.map(\.file) == ["voice/safety.whole.2.WAV"])
    #expect(recorded.whole.isEmpty)
  }

  @Test("A whole prompt becomes one text, and the pack says it so once it is told")
  func whole() throws {
    var pack = try Voices.pack("en")
    let recorded = pack.recordedTexts(["safety.whole.wav"])
    #expect(recorded.whole == [.safetyWhole])
    let sentences = pack.prompt(.safetyWhole)
    #expect(sentences.count == 6)
    pack.replace(whole: recorded.whole)
    #expect(pack.prompt(.safetyWhole) == [sentences.joined(separator: " ")])
    #expect(pack.prompt(.safetyWhole) == recorded.texts.map(\.text))
    #expect(pack.prompt(.restingBegin).count == 2)
  }

  @Test("What a recording says does not change once the pack is told of it")
  func twice() throws {
    var pack = try Voices.pack("en")
    let names = ["resting.begin.wav", "safety.whole.2.wav"]
    let before = pack.recordedTexts(names)
    pack.replace(whole: [.safetyWhole, .restingBegin])
    #expect(pack.recordedTexts(names) == before)
  }

  @Test("Two prompts of the same words share the recording that comes first by name")
  func sameWords() throws {
    let recorded = try recorded("waiting.goOn.wav", "list.goOn.wav")
    #expect(recorded.texts.map(\.file) == ["list.goOn.wav"])
    #expect(recorded.findings == [])
  }

  @Test("The order of the folder makes no difference")
  func order() throws {
    let names = ["cue.in.wav", "safety.whole.wav", "nothing.wav", "cue.out.wav"]
    let pack = try Voices.pack("en")
    #expect(pack.recordedTexts(names) == pack.recordedTexts(names.reversed()))
  }

  @Test(
    "A name that replaces nothing is found",
    arguments: [
      ("safty.whole.wav", "no prompt 'safty.whole'", "perhaps 'safety.whole'"),
      ("hello.wav", "no prompt 'hello'", "a key of prompts.txt"),
      ("waiting.begin.mp3", "'waiting.begin.mp3'", "a recording, KEY.wav"),
      (".wav", "no prompt ''", "a key of prompts.txt"),
      ("", "''", "a recording, KEY.wav"),
      ("rest.seconds.wav", "a recording of 'rest.seconds', whose numbers change", "without {…}"),
      ("waiting.byItself.2.wav", "a recording of 'waiting.byItself', whose numbers", "without"),
      ("measuring.count.numbers.wav", "a recording of 'measuring.count.numbers'", "a prompt"),
      ("listening.guidance.wav", "'listening.guidance' in one recording", "guidance.1.wav"),
      ("safety.whole.7.wav", "sentence 7 of 'safety.whole'", "1 to 6"),
      ("safety.whole.0.wav", "sentence 0 of 'safety.whole'", "1 to 6"),
      ("cue.in.2.wav", "sentence 2 of 'cue.in'", "1, its only one")
    ])
  func unknown(name: String, found: String, expected: String) throws {
    let recorded = try recorded(name)
    #expect(recorded.texts.isEmpty)
    #expect(recorded.findings.count == 1)
    #expect(recorded.findings[0].file == name)
    #expect(recorded.findings[0].found.hasPrefix(found), "\(recorded.findings)")
    #expect(recorded.findings[0].expected.contains(expected), "\(recorded.findings)")
  }

  @Test("A sentence beside the whole prompt is found, and the whole is used")
  func both() throws {
    let recorded = try recorded("safety.whole.2.wav", "safety.whole.wav")
    #expect(recorded.texts.map(\.file) == ["safety.whole.wav"])
    #expect(recorded.findings.map(\.file) == ["safety.whole.2.wav"])
  }

  @Test("The guidance is recorded a sentence at a time")
  func guidance() throws {
    let recorded = try recorded("listening.guidance.10.wav")
    let guidance = try Voices.pack("en").prompt(.listeningGuidance)
    #expect(recorded.texts.map(\.text) == [guidance[9]])
  }
}

@Suite("What a folder of Voices lacks")
struct PackCheckTests {
  private func folder(songs: Int = 5, recorded: [String] = []) throws -> [PackCheck.File] {
    var files = [
      PackCheck.File(name: "prompts.txt", text: try Voices.text("en")),
      PackCheck.File(name: "phrases.txt", text: try Voices.text("en", "phrases.txt")),
      PackCheck.File(name: "report.txt", text: try Voices.text("en", "report.txt"))
    ]
    files += (0..<songs).map { PackCheck.File(name: "songs/\($0).txt", text: nil) }
    files += recorded.map { PackCheck.File(name: "recorded/\($0)", text: nil) }
    return files
  }

  private func found(_ files: [PackCheck.File]) -> [String] {
    PackCheck.findings(language: "en", files: files).map { "\($0.file): \($0.found)" }
  }

  @Test("A complete folder lacks nothing")
  func complete() throws {
    #expect(found(try folder(recorded: ["cue.in.wav"])) == [])
  }

  @Test("An empty folder lacks prompts, phrases, the report and songs")
  func empty() {
    #expect(
      found([]) == [
        "prompts.txt: no prompts.txt", "phrases.txt: no phrases.txt",
        "report.txt: no report.txt", "songs/: 0 songs"
      ])
  }

  @Test("Too few songs are counted; what is no song is not")
  func songs() throws {
    let files = try folder(songs: 4) + [PackCheck.File(name: "songs/readme.md", text: nil)]
    #expect(found(files) == ["songs/: 4 songs"])
  }

  @Test("Too few phrases are counted")
  func phrases() throws {
    var files = try folder()
    let lines = try Voices.text("en", "phrases.txt").split(separator: "\n")
    let few = lines.filter { $0.hasPrefix("people") }.joined(separator: "\n")
    files[1] = PackCheck.File(name: "phrases.txt", text: few)
    #expect(found(files) == ["phrases.txt: 2 phrases"])
  }

  @Test("A key of the report that is missing is found")
  func report() throws {
    var files = try folder()
    let lines = try Voices.text("en", "report.txt").split(separator: "\n")
    let fewer = lines.filter { !$0.hasPrefix("page.title:") }.joined(separator: "\n")
    files[2] = PackCheck.File(name: "report.txt", text: fewer)
    #expect(found(files) == ["report.txt: 'page.title' is missing"])
  }

  @Test("A missing prompt and a recording without a prompt are both found")
  func both() throws {
    var files = try folder(recorded: ["cue.inn.wav"])
    let lines = try Voices.text("en").split(separator: "\n").filter { !$0.hasPrefix("cue.in:") }
    files[0] = PackCheck.File(name: "prompts.txt", text: lines.joined(separator: "\n"))
    #expect(
      found(files) == [
        "prompts.txt: key 'cue.in' is missing", "recorded/cue.inn.wav: no prompt 'cue.inn'"
      ])
  }

  @Test("A file that is not text is found")
  func notText() throws {
    var files = try folder()
    files[1] = PackCheck.File(name: "phrases.txt", text: nil)
    #expect(found(files) == ["phrases.txt: no text"])
  }
}
