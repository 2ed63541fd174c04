// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Prompts
import Rehearsal
import Rhythm
import Session
import Settings
import Speech
import Timebase

/// The parts of an appliance, put together: the same for the unit, the desk and a rehearsal.
struct Assembly {
  private(set) var files: UnitFiles
  /// The language that is spoken, by which voice, and what is practised with.
  private var chosen: Chosen
  let bookkeeper: Bookkeeper
  private(set) var wall: WallTime
  /// nil: tones are made in its place.
  let bank: NoteBank?
  /// Faults met on the way, told once the session listens.
  private(set) var faults: [HelperFault] = []
  /// What is wrong with songs, phrases, music and the note bank: a line each.
  private(set) var notices: [String] = []

  /// Clips on DATA, at most.
  static let clipCacheBytes = 64_000_000
  /// A child that takes longer is stopped.
  static let clipMilliseconds = 5_000
  /// So long the start waits to hear whether a voice is there.
  static let voiceMilliseconds = 500
  /// Beside the clips on DATA: what is said again and again.
  static let clipMemory = ClipMemoryLimit(clips: 32, bytes: 3_000_000)

  /// - Parameter data: the folder of diary and clips; made where it is missing.
  init(files: UnitFiles, share: Share, data: String, wall: WallTime) throws(Share.PackError) {
    self.files = files
    self.wall = wall
    chosen = try Chosen(files, share, data: data, wall: wall)
    let bank = NoteBankFile.open(share.noteBank)
    self.bank = bank.value
    bookkeeper = Bookkeeper(
      directory: data, wall: wall, software: Software.version, settingsText: files.text)
    bookkeeper.clearLock(
      inPrescription: files.prescription?.clearLock ?? false, inSettings: files.clearsLock)
    if files.isPrescriptionRefused { faults.append(.prescriptionRefused) }
    if files.areSettingsRefused { faults.append(.settingsRefused) }
    if let failure = bank.failure {
      notices.append(failure)
      faults.append(.bankMissing)
    }
    notices += chosen.notices
    faults += chosen.faults + bookkeeper.takeFaults()
  }

  /// The same unit with other settings, and with what a stick brought.
  func renewed(
    with files: UnitFiles, share: Share, data: String, wall: WallTime
  ) throws(Share.PackError) -> Assembly {
    var next = self
    next.files = files
    next.wall = wall
    next.chosen = try Chosen(files, share, data: data, wall: wall)
    next.notices = next.chosen.notices
    next.faults = next.chosen.faults
    return next
  }

  /// What the settings choose among all there is.
  private struct Chosen {
    var pack: LanguagePack
    var voiceName: String
    var repertoire: RepertoireFiles
    var music: MusicLibrary
    var faults: [HelperFault]
    var notices: [String]

    init(
      _ files: UnitFiles, _ share: Share, data: String, wall: WallTime
    ) throws(Share.PackError) {
      // A voice that does not answer at once is asked again when words are made.
      var maker = Assembly.speechMaker(
        clips: Path.join(data, DataFolder.clips), milliseconds: Assembly.voiceMilliseconds)
      let choice = try VoiceChoice.choose(
        try Self.pack(files.settings.language ?? Share.usualLanguage, share),
        wished: files.settings.voice,
        english: { () throws(Share.PackError) in try share.pack(Share.usualLanguage) },
        maker: &maker)
      var pack = choice.pack
      repertoire = RepertoireFiles(
        pack: &pack, share: share, data: data, files: files, wall: wall)
      self.pack = pack
      voiceName = choice.voice
      music = MusicLibrary(data: data)
      let store = Path.join(data, DataFolder.music)
      notices = repertoire.findings + music.findings.map { $0.line(in: store) }
      faults = repertoire.faults + (music.findings.isEmpty ? [] : [.musicRefused])
      if choice.missing != nil { faults.append(.voiceMissing) }
    }

    /// The pack of the language, else of English.
    private static func pack(
      _ language: String, _ share: Share
    ) throws(Share.PackError) -> LanguagePack {
      do throws(Share.PackError) { return try share.pack(language) } catch {
        guard language != Share.usualLanguage else { throw error }
      }
      return try share.pack(Share.usualLanguage)
    }
  }

  var pack: LanguagePack { chosen.pack }
  var music: MusicLibrary { chosen.music }

  /// All that a session is told.
  func facts(isRestarted: Bool = false) -> Facts {
    var facts = Facts(
      prescription: files.prescription, settings: files.settings, pack: pack, wall: wall,
      history: bookkeeper.history(),
      repertoire: Repertoire(
        songs: chosen.repertoire.songs, phrases: chosen.repertoire.phrases,
        music: music.tracks),
      isRestarted: isRestarted)
    facts.gains = files.gains
    facts.requests = files.requestsAtStart
    return facts
  }

  /// A conductor that has not been told of the power yet.
  func conductor(isRestarted: Bool = false) -> Conductor {
    conductor(of: facts(isRestarted: isRestarted))
  }

  func conductor(of facts: Facts) -> Conductor {
    var conductor = Conductor(
      session: Session(facts),
      filter: PressFilter(
        acceptance: .milliseconds(files.settings.acceptanceTimeMilliseconds),
        release: .milliseconds(files.settings.releaseTimeMilliseconds)),
      language: pack.language, bank: bank, tracks: music.samples)
    for fault in faults { conductor.post(.fault(fault)) }
    return conductor
  }

  /// A fault met outside.
  mutating func add(_ fault: HelperFault) { faults.append(fault) }

  /// What speaks: with the person's recordings.
  /// - Parameters:
  ///   - clips: the folder of the clip cache; nil: none is kept.
  ///   - interruption: ends a child that hangs.
  func voice(clips: String?, interruption: Int32? = nil) -> SpokenVoice {
    SpokenVoice(
      maker: Self.speechMaker(clips: clips, interruption: interruption), voice: chosen.voiceName,
      wordsPerMinute: files.settings.speechRate, recordings: chosen.repertoire.recordings)
  }

  /// - Parameter clips: the folder of the clip cache; nil: none is kept.
  static func speechMaker(
    clips: String?, milliseconds: Int = clipMilliseconds, interruption: Int32? = nil
  ) -> SpeechMaker {
    SpeechMaker(
      program: Program.path, arguments: [SpeechProgram.subcommand], cacheDirectory: clips,
      cacheLimitBytes: clipCacheBytes, timeLimitMilliseconds: milliseconds,
      memoryLimit: clipMemory, interruption: interruption)
  }
}

extension HelperFault {
  /// For the one who reads what the program writes; the patient hears kinder words.
  var notice: String { "A helper should look: \(rawValue)" }
}
