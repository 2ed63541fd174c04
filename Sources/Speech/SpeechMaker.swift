// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes clips: from memory, from the cache on disk, or by a fresh child process.
///
/// A call waits until the clip is there, `timeLimitMilliseconds` twice at the longest: it is made
/// on the storage thread, never on the audio loop. The appliance's own process never starts eSpeak.
///
/// ```swift
/// var maker = SpeechMaker(program: "/usr/bin/upbeat", arguments: ["speak"], cacheDirectory: nil)
/// do throws(SpeechError) {
///   let clip = try maker.clip(for: request)
/// } catch {
///   // .noSuchVoice("xx"), .textTooLong(…), .child(.timedOut(milliseconds: 5000)), …: a melody.
/// }
/// ```
public struct SpeechMaker: Sendable {
  private let program: String
  private let arguments: [String]
  private let timeLimitMilliseconds: Int
  private let interruption: Int32?
  private let libraryVersion = SpeechEngine.libraryVersion
  private var memory: ClipMemory
  private var cache: ClipCache?

  /// The children of the last call, one an attempt; all of them are gone.
  package private(set) var lastChildren: [Int32] = []

  /// Bytes of samples kept in memory.
  package var memoryByteCount: Int { memory.byteCount }

  /// What last kept the cache on disk from working; nil while it works. Clips are made all the same.
  public var cacheFault: SystemCallError? { cache?.fault }

  /// Children asked before giving up: a crash, a hang and a garbled answer are each retried once.
  private static let attempts = 2

  /// - Parameters:
  ///   - program: the path of an executable that calls `SpeechChild.run()` …
  ///   - arguments: … when started with these.
  ///   - cacheDirectory: made if its parent is there; nil keeps nothing on disk.
  ///   - cacheLimitBytes: of all files in it; 64 MB unless said otherwise [E].
  ///   - timeLimitMilliseconds: for one child from its start to its whole answer, where it speaks
  ///     plainly; on beats it has twice as long, to sing six times. A sentence takes some 20 ms on
  ///     a desk machine, on beats 90 ms, a sung line 1.1 s; 5,000 unless said otherwise [E].
  ///   - memoryLimit: what is kept in memory besides.
  ///   - interruption: a descriptor; once it is readable, a child is not waited for any more, and
  ///     its clip fails with `ChildFailure.interrupted`.
  public init(
    program: String, arguments: [String], cacheDirectory: String?,
    cacheLimitBytes: Int = 64_000_000, timeLimitMilliseconds: Int = 5_000,
    memoryLimit: ClipMemoryLimit = .usual, interruption: Int32? = nil
  ) {
    precondition(cacheLimitBytes >= 0, "a cache limit below zero")
    precondition(
      (1...3_600_000).contains(timeLimitMilliseconds), "a time limit outside 1 ms to 1 hour")
    self.program = program
    self.arguments = arguments
    self.timeLimitMilliseconds = timeLimitMilliseconds
    self.interruption = interruption
    memory = ClipMemory(limit: memoryLimit)
    cache = cacheDirectory.map { ClipCache(directory: $0, limitBytes: cacheLimitBytes) }
  }

  /// The clip for `request`; the same request always gives the same samples. Blank text gives
  /// `Clip.silence`, unless there are moments to put it on.
  public mutating func clip(for request: ClipRequest) throws(SpeechError) -> Clip {
    lastChildren = []
    try request.check()
    if request.isBlank {
      guard case .onBeats(let moments) = request.delivery else { return .silence }
      throw .syllables(spoken: 0, wanted: moments.count)
    }
    let key = ClipKey(request: request, libraryVersion: libraryVersion)
    if let clip = memory.clip(for: key) { return clip }
    if let clip = cache?.clip(for: key) {
      memory.keep(clip, for: key)
      return clip
    }
    let clip = try ask(.clip(request), decode: Clip.init(encoded:))
    memory.keep(clip, for: key)
    cache?.keep(clip, for: key)
    return clip
  }

  /// The syllables of `text`, from the voice's own phonemes; blank or unpronounceable text has none.
  /// It makes the plain clip, which is kept as any other.
  public mutating func prosody(
    of text: String, voice: String, wordsPerMinute: Int
  ) throws(SpeechError) -> SpokenProsody {
    SpokenProsody(
      of: try clip(
        for: ClipRequest(text: text, voice: voice, wordsPerMinute: wordsPerMinute)))
  }

  /// The clip for `request`, or, where its voice is missing, the same text in the English voice.
  public mutating func clipOrEnglish(for request: ClipRequest) throws(SpeechError) -> SpokenClip {
    do throws(SpeechError) {
      return SpokenClip(clip: try clip(for: request), missingVoice: nil)
    } catch {
      guard case .noSuchVoice(let voice) = error, voice != SpokenClip.englishVoice else {
        throw error
      }
      let clip = try clip(for: request.with(voice: SpokenClip.englishVoice))
      return SpokenClip(clip: clip, missingVoice: voice)
    }
  }

  /// The voices of this machine.
  public mutating func voices() throws(SpeechError) -> Voices {
    lastChildren = []
    return try ask(.voices, decode: Voices.init(encoded:))
  }

  private mutating func ask<Value>(
    _ question: SpeechQuestion, decode: ([UInt8]) -> Value?
  ) throws(SpeechError) -> Value {
    var failure = ChildFailure.garbled
    for _ in 0..<SpeechMaker.attempts {
      let answer: SpeechAnswer
      do throws(ChildFailure) {
        answer = try askOnce(question)
      } catch {
        failure = error
        if error == .interrupted { break }
        continue
      }
      switch answer.status {
      case .made:
        if let value = decode(answer.payload) { return value }
        failure = .garbled
      case .questionNotUnderstood: failure = .garbled
      case .noSuchVoice: throw .noSuchVoice(question.voice)
      case .clipTooLong:
        throw .clipTooLong(limitSeconds: Clip.maximumFrames / Clip.sampleRate)
      case .otherSyllables:
        throw .syllables(spoken: Int(answer.code), wanted: question.syllableCount)
      case .libraryRefused:
        throw .library(
          function: String(decoding: answer.payload, as: UTF8.self), code: answer.code)
      }
    }
    throw .child(failure)
  }

  private mutating func askOnce(_ question: SpeechQuestion) throws(ChildFailure) -> SpeechAnswer {
    let deadline = Deadline(millisecondsFromNow: timeLimitMilliseconds * question.patience)
    let child = try start(question)
    lastChildren.append(child.processID)
    return try child.answer(before: deadline, interruption: interruption)
  }

  private func start(_ question: SpeechQuestion) throws(ChildFailure) -> SpeechProcess {
    do throws(SystemCallError) {
      return try SpeechProcess.start(program: program, arguments: arguments, question: question)
    } catch {
      throw .system(error)
    }
  }
}

/// A clip, and whether it had to be spoken in English.
public struct SpokenClip: Equatable, Sendable {
  /// 96 % of words understood at 130 words/min, the best of eSpeak NG's (measured, `peers.md`).
  public static let englishVoice = "en-us"

  public let clip: Clip

  /// The voice that was asked for and is not there; nil where it spoke.
  public let missingVoice: String?
}
