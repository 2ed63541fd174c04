// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rehearsal
import Rhythm
import Session
import Settings
import Stick
import Timebase

/// The second thread: diary, clip cache and the children that speak, behind a bounded queue, so
/// that the audio loop never waits for a disk.
///
/// Records are kept in their order, before any speech is made: a voice that hangs keeps no record
/// from the disk for longer than one clip. Each is answered, since nothing is said before it. Sentences are made ahead only while nothing else is
/// asked for. Answers come back as a list, and a byte in the pipe.
final class StorageThread: @unchecked Sendable {
  // SAFETY: `queue`, `ahead`, `answers`, `isEnding` and `isDone` are read and written only with
  // `lock` held; `thread` only by the audio loop's side; `bookkeeper`, `voice`, `music` and what
  // has been told are touched by the thread alone once it has started.

  enum Request {
    case speak(Saying)
    case analyse(String)
    case readAhead(track: String, from: Int, frames: Int)
    case record(Record, at: SampleTime)
    case touch(at: SampleTime)
    case stick(StickAsk, at: SampleTime)
    case keepSettings([SettingChange], at: SampleTime)
    /// What is asked to be said after this is said by the voice of the new settings.
    case renew
    /// The unit has spoken with the settings it was started with.
    case started
    /// What the kernel tells of the stick.
    case stickEvent(StickEvent)

    /// In the order of what is said.
    fileprivate var isSpeech: Bool {
      switch self {
      case .speak, .analyse, .renew: true
      case .record, .touch, .readAhead, .stick, .keepSettings, .stickEvent, .started: false
      }
    }
  }

  enum Answer {
    /// A record, or settings: on the disk, or it cannot be.
    case kept
    case sound(SpokenSound, Saying)
    case prosody(Prosody?, text: String)
    case trackLost(String)
    case fault(HelperFault)
    case stick(StickAnswer)
  }

  /// While something is done with a stick it is looked after so often.
  private static let stickNanoseconds = 50_000_000
  /// Far more than a session asks for at once; what comes on top is refused, and said.
  private static let capacity = 1_024

  private let bookkeeper: Bookkeeper
  private var voice: SpokenVoice
  private let stick: StickWork?
  private let started: () -> Void
  private let renewed: (UnitFiles) -> Void
  private let music: MusicLibrary
  private let pipe: WakePipe
  private let interruption: WakePipe
  private let lock = InheritingLock()
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var queue: [Request] = []
  /// The next one last.
  private var ahead: [Saying]
  private var answers: [Answer] = []
  private var isEnding = false
  private var isDone = false
  private var hasToldOfVoice = false
  private var hasToldOfSpeech = false
  private var hasToldOfRecordings = false
  private var lostTracks: Set<String> = []
  /// Its turn has come; of the thread alone.
  private var isStickDue = false
  /// Of the thread alone.
  private var mapped: MappedReadAhead?
  private var thread = SideThread()

  /// - Parameters:
  ///   - interruption: the voice's maker listens to it: a child that hangs holds up no record at
  ///     the end.
  ///   - ahead: sentences to be made while nothing else is asked for.
  ///   - mapped: read after them, before the diary is looked at.
  init(
    bookkeeper: Bookkeeper, voice: SpokenVoice, music: MusicLibrary, pipe: WakePipe,
    interruption: WakePipe, ahead: [Saying], mapped: MappedReadAhead? = nil,
    stick: StickWork? = nil,
    started: @escaping () -> Void = {}, renewed: @escaping (UnitFiles) -> Void = { _ in }
  ) {
    self.mapped = mapped
    self.started = started
    self.renewed = renewed
    self.stick = stick
    self.bookkeeper = bookkeeper
    self.voice = voice
    self.music = music
    self.pipe = pipe
    self.interruption = interruption
    self.ahead = ahead.reversed()
    changed = .allocate(capacity: 1)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    changed.deallocate()
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  func start() throws(Failure) {
    let failure = thread.start { self.work() }
    if failure != 0 {
      throw Failure(description: "pthread_create: \(String(cString: strerror(failure)))")
    }
  }

  // MARK: The audio loop's side

  /// Never waits longer than another thread takes to append to a list.
  func ask(_ request: Request) {
    let isTaken = lock.withLock {
      let isTaken = queue.count < Self.capacity
      if isTaken { queue.append(request) }
      pthread_cond_signal(changed)
      return isTaken
    }
    if !isTaken { refuse(request) }
  }

  /// These will be asked for later: they are made while nothing is asked for, before what was to
  /// be made ahead already.
  func makeAhead(_ sayings: [Saying]) {
    lock.withLock {
      ahead.append(contentsOf: sayings.reversed())
      if ahead.count > Self.capacity { ahead.removeFirst(ahead.count - Self.capacity) }
      pthread_cond_signal(changed)
    }
  }

  private func refuse(_ request: Request) {
    switch request {
    case .speak(let saying): answer(.sound(.failed, saying))
    case .analyse(let text): answer(.prosody(nil, text: text))
    // What is not read ahead is read when it is due.
    case .readAhead: break
    case .record, .keepSettings:
      answer(.fault(.storeUnwritable))
      answer(.kept)
    case .touch: answer(.fault(.storeUnwritable))
    // The session goes on ticking until the stick is taken out; nothing was changed.
    case .stick, .renew, .stickEvent, .started: break
    }
  }

  func takeAnswers() -> [Answer] {
    lock.withLock {
      defer { answers.removeAll(keepingCapacity: true) }
      return answers
    }
  }

  /// Everything asked for is still done; then the thread ends.
  func end() {
    lock.withLock {
      isEnding = true
      ahead.removeAll()
      pthread_cond_signal(changed)
    }
    interruption.wake()
  }

  /// Everything has been written.
  var hasEnded: Bool { lock.withLock { isDone } }

  /// Waits for the last steps of a thread that has ended; one that still works is left alone: it
  /// ends with the program.
  func join() {
    if hasEnded { thread.join() } else { thread.detach() }
  }

  // MARK: The thread

  private func work() {
    while let task = next() {
      switch task {
      case .request(.speak(let saying)):
        answer(.sound(voice.sound(of: saying), saying))
        tellOfVoice()
      case .request(.analyse(let text)):
        answer(.prosody(voice.prosody(of: text), text: text))
        tellOfVoice()
      case .request(.readAhead(let track, let from, let frames)):
        if !music.readAhead(track, from: from, frames: frames) { tellOfMusic(track) }
      case .request(.record(let record, let frame)):
        bookkeeper.keep(record, at: frame)
        answer(.kept)
      case .request(.touch(let frame)):
        bookkeeper.touch(at: frame)
      case .request(.stick(let ask, let frame)):
        stick?.begin(ask, at: frame)
      case .request(.keepSettings(let changes, let frame)):
        if let stick, !stick.keep(changes, at: frame) { answer(.fault(.storeUnwritable)) }
        answer(.kept)
      case .request(.renew):
        renew()
      case .request(.started):
        started()
      case .request(.stickEvent(let event)):
        stick?.take(event)
      case .ahead(let saying):
        _ = voice.sound(of: saying)
      case .stick:
        if let next = stick?.answer(isPatient: false) { answer(.stick(next)) }
      case .mapped:
        if mapped?.step() != true { mapped = nil }
      case .idle:
        _ = bookkeeper.checkWhole { self.isIdle }
      }
      for fault in bookkeeper.takeFaults() { answer(.fault(fault)) }
    }
    lock.withLock { isDone = true }
    pipe.wake()
  }

  /// The stick's settings are in force.
  private func renew() {
    guard let stick, let next = stick.newVoice() else { return }
    voice = next
    hasToldOfVoice = false
    hasToldOfRecordings = false
    renewed(stick.assembly.files)
  }

  private enum Work {
    case request(Request)
    case ahead(Saying)
    /// Something is being done with a stick.
    case stick
    /// Pages of mapped files are read.
    case mapped
    /// There is time for the diary's whole check.
    case idle
  }

  /// Waits for something to do; nil at the end.
  private func next() -> Work? {
    pthread_mutex_lock(lock.mutex)
    defer { pthread_mutex_unlock(lock.mutex) }
    while true {
      if let record = queue.firstIndex(where: { !$0.isSpeech }) {
        return .request(queue.remove(at: record))
      }
      // At the end nobody listens any more: what is left to be said is left out.
      if isEnding { return nil }
      if !queue.isEmpty { return .request(queue.removeFirst()) }
      if isStickDue {
        isStickDue = false
        return .stick
      }
      if let saying = ahead.popLast() { return .ahead(saying) }
      if stick?.isBusy ?? false {
        var until = timespec()
        clock_gettime(CLOCK_MONOTONIC, &until)
        until.tv_nsec += Self.stickNanoseconds
        if until.tv_nsec >= 1_000_000_000 {
          until.tv_nsec -= 1_000_000_000
          until.tv_sec += 1
        }
        pthread_cond_timedwait(changed, lock.mutex, &until)
        isStickDue = true
        continue
      }
      if mapped != nil { return .mapped }
      if bookkeeper.isCheckDue { return .idle }
      pthread_cond_wait(changed, lock.mutex)
    }
  }

  /// Nothing is asked for: what can wait may go on.
  private var isIdle: Bool {
    lock.withLock { queue.isEmpty && ahead.isEmpty && !isEnding }
  }

  private func answer(_ answer: Answer) {
    lock.withLock {
      // As many as were asked for, so none of them is left out.
      if case .kept = answer {
        answers.append(answer)
      } else if answers.count < Self.capacity {
        answers.append(answer)
      }
    }
    pipe.wake()
  }

  private func tellOfVoice() {
    if voice.missingVoice != nil, !hasToldOfVoice {
      hasToldOfVoice = true
      answer(.fault(.voiceMissing))
    }
    if voice.failure != nil, !hasToldOfSpeech {
      hasToldOfSpeech = true
      answer(.fault(.speechFailed))
    }
    if !voice.refusedRecordings.isEmpty, !hasToldOfRecordings {
      hasToldOfRecordings = true
      answer(.fault(.recordingRefused))
    }
  }

  /// The storage does not give its frames.
  private func tellOfMusic(_ track: String) {
    guard lostTracks.insert(track).inserted else { return }
    answer(.trackLost(track))
  }
}
