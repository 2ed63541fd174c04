// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("upbeat check: songs, phrases, recordings and music")
struct CheckRepertoireTests {
  let folder = TemporaryFolder()

  private func check(_ arguments: String...) throws -> UpbeatProcess.End {
    try UpbeatProcess.run(["check"] + arguments, in: folder)
  }

  /// A folder in which a file has its place.
  private func place(_ path: String...) -> String {
    for count in 1...path.count { folder.folder(path.prefix(count).joined(separator: "/")) }
    return path.joined(separator: "/") + "/"
  }

  @Test("A text in a folder named songs is a song, elsewhere with --as; each finding has its line")
  func songs() throws {
    let wrong = ExampleSong.text.replacing("3 2 1", with: "3 9 1")
    let placed = folder.write(wrong, to: place("stick", "songs") + "wrong.txt")
    folder.write(ExampleSong.text, to: "stick/songs/right.txt")
    let loose = folder.write(wrong, to: "wrong.txt")
    for end in [
      try check(placed), try check(folder.file("stick")), try check(loose, "--as", "song")
    ] {
      #expect(end.status == 1)
      #expect(end.output.contains("wrong.txt:5:3: '9' among the degrees, expected 1 to 7"))
      #expect(!end.output.contains("right.txt"))
    }
    #expect(try check(loose).status == 2)
  }

  @Test("A song of a language says who made it; one's own need not")
  func credits() throws {
    let own = folder.write(ExampleSong.text, to: place("stick", "songs") + "own.txt")
    #expect(try check(own).status == 0)
    let shipped = folder.write(ExampleSong.text, to: place("pack", "xx", "songs") + "own.txt")
    let end = try check(shipped)
    #expect(end.status == 1)
    for credit in ["words", "music", "source"] {
      #expect(end.output.contains("no '\(credit)', expected '\(credit): …' once in the file"))
    }
  }

  @Test("The folder of a language tells what it lacks, from the first file on")
  func language() throws {
    let file = place("Voices", "nl", "songs") + "one.txt"
    folder.write(ExampleSong.text, to: file)
    let first = try check(folder.file("Voices/nl"))
    #expect(first.status == 1)
    for missing in [
      "nl/prompts.txt:1:1: no prompts.txt, expected one in the folder\n",
      "nl/phrases.txt:1:1: no phrases.txt, expected one in the folder\n",
      "nl/report.txt:1:1: no report.txt, expected one in the folder\n",
      "nl/songs/:1:1: 1 songs, expected 5 or more\n"
    ] {
      #expect(first.output.occurrences(of: folder.file("Voices/" + missing)) == 1)
    }
    folder.write("language: nl\nname: Example\nvoice: nl\n", to: "Voices/nl/prompts.txt")
    folder.write("needs: Water. | Some water, please.\n", to: "Voices/nl/phrases.txt")
    let second = try check(folder.file("Voices"))
    #expect(!second.output.contains("no prompts.txt"))
    #expect(second.output.occurrences(of: "nl/phrases.txt:1:1: 1 phrases, expected 24") == 1)
    // Each prompt that is missing is named, once.
    #expect(second.output.occurrences(of: "'greeting.hello'") == 1)
  }

  @Test("An empty folder is a language of which all is missing, where somebody says so")
  func emptyLanguage() throws {
    let empty = folder.folder("xx")
    #expect(try check(empty).status == 2)
    let end = try check(empty, "--as", "voices")
    #expect(end.status == 1)
    #expect(end.output.occurrences(of: "\n") == 4)
  }

  @Test("The words of the pages are read with the pack: keys, and the gaps of each text")
  func report() throws {
    var text = String(
      decoding: TemporaryFolder.contents(of: checkout + "/Voices/en/report.txt"), as: UTF8.self)
    for (right, wrong) in [
      ("page.title:", "page.titel:"), ("{done} of {goal}", "{done}"), ("days.one: {number} day", "")
    ] {
      #expect(text.contains(right))
      text = text.replacing(right, with: wrong)
    }
    let file = folder.write(text, to: place("Voices", "en") + "report.txt")
    folder.write("language: en\n", to: "Voices/en/prompts.txt")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = 1 + (try #require(lines.firstIndex { $0.hasPrefix("page.titel") }))
    for end in [try check(file), try check(folder.file("Voices"))] {
      #expect(end.status == 1)
      let said = end.output.split(separator: "\n").filter { $0.contains("report.txt") }
      #expect(said.count == 4, "\(said)")
      for words in [
        "\(file):\(line):1: 'page.titel' is unknown, expected a key of Docs/Report.md, "
          + "perhaps 'page.title'",
        "'format.goal' has other gaps, expected {done}, {goal}", "'page.title' is missing",
        "'days.one' is missing, expected it once in the file"
      ] {
        #expect(said.contains { $0.contains(words) }, "\(words)")
      }
    }
    // A text of that name that lies elsewhere is somebody's own.
    folder.write("Dear doctor\n", to: place("stick") + "report.txt")
    folder.write("volume: 70\n", to: "stick/upbeat.txt")
    #expect(try check(folder.file("stick")).status == 0)
  }

  @Test("A wrong line of phrases.txt is told by line and column")
  func phrases() throws {
    let file = folder.write("needs: Water.\nneed: A. | A.\n", to: "phrases.txt")
    let end = try check(file)
    #expect(end.status == 1)
    #expect(end.output.contains("\(file):1:8: a phrase without its sentence, expected "))
    #expect(end.output.contains("\(file):2:1: unknown family 'need'"))
  }

  @Test(
    "The caregiver's phrases are held to what a voice can say",
    arguments: [
      ("🙂", "no letters"), ("<speak>hello</speak>", "markup"), ("[[h@loU]]", "phoneme brackets"),
      ("Привет", "letter 'П'"),
      ("la la la la la la la la la la la la la", "a phrase of 13 words")
    ])
  func ownPhrases(phrase: String, words: String) throws {
    let file = folder.write("volume: 70\nphrases: Good morning; \(phrase)\n", to: "upbeat.txt")
    let end = try check(file)
    #expect(end.status == 1)
    #expect(end.output.hasPrefix("\(file):2:24: "))
    #expect(end.output.contains(words))
  }

  @Test("A recording that cannot be played, or has no prompt's name, is a finding")
  func recordings() throws {
    let voice = place("stick", "voice")
    folder.write(Sine.wav(seconds: 1, amplitude: 0.2), to: voice + "greeting.name.wav")
    #expect(try check(folder.file("stick")).status == 0)
    let program = folder.write(RenamedProgram.bytes, to: voice + "safety.short.wav")
    let silent = folder.write(Sine.wav(seconds: 1, amplitude: 0), to: voice + "farewell.done.wav")
    let slip = folder.write(Sine.wav(seconds: 1, amplitude: 0.2), to: voice + "greeting.nam.wav")
    let end = try check(folder.file("stick"))
    #expect(end.status == 1)
    #expect(end.output.contains("\(program):1:1: is not music this unit can read"))
    #expect(end.output.contains("\(silent):1:1: holds no sound that can be heard"))
    #expect(end.output.contains("\(slip):1:1: no prompt 'greeting.nam'"))
    #expect(end.output.contains("perhaps 'greeting.name'"))
    #expect(end.output.occurrences(of: "\n") == 3)
  }

  @Test("Music that is damaged, renamed or too large is a finding")
  func music() throws {
    let music = place("stick", "music")
    folder.write(Sine.wav(seconds: 1, amplitude: 0.2), to: music + "right.wav")
    folder.write("Not music.", to: music + "cover.jpg")
    #expect(try check(folder.file("stick")).status == 0)
    let program = folder.write(RenamedProgram.bytes, to: music + "song.mp3")
    let cut = folder.write(
      Array(Sine.wav(seconds: 1, amplitude: 0.2).prefix(30_000)), to: music + "cut.wav")
    let large = folder.sparseFile(music + "large.flac", bytes: 400_000_000)
    let end = try check(folder.file("stick"))
    #expect(end.status == 1)
    #expect(end.output.contains("\(program):1:1: is not music this unit can read"))
    #expect(end.output.contains("\(cut):1:1: is cut short"))
    #expect(end.output.contains("\(large):1:1: is too large: 400 MB, expected at most 300 MB"))
    #expect(end.output.occurrences(of: "\n") == 3)
    #expect(try check(folder.file("stick/music/gone.mp3")).status == 2)
  }
}

/// Two bars, clean.
enum ExampleSong {
  static let title = "The small example"
  static let text = """
    title: The small example
    metre: 4/4
    tempo: 72

    3 2 1 - | 2 3 1 -
    One two three four five six
    """
}
