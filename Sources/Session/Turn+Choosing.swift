// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rhythm
import Settings
import Timebase

/// Scanning with one switch: the list after a stop, and the question.
extension Turn {
  /// An item is never followed by the next one sooner than this after its last word.
  private static let breath = FrameCount.milliseconds(500)

  enum ChoosingState { case list, question }

  mutating func offer(
    _ items: [Choosing.Item], as state: ChoosingState, leading: [String],
    untouched: Choosing.Untouched? = nil
  ) {
    let scanTime = FrameCount.milliseconds(facts.settings.scanTimeMilliseconds)
    var choosing = Choosing(
      items: items, scanTime: scanTime, step: .giving(utterance: 0))
    choosing.untouched = untouched
    if leading.isEmpty {
      let utterance = say(items[0].sentences, melody: .melodyChoice)
      choosing.step = .offering(item: 0, utterance: utterance, isSaid: false)
    } else {
      choosing.step = .leading(utterance: say(leading, melody: .melodyChoice))
    }
    switch state {
    case .list: enter(.list(choosing))
    case .question: enter(.question(choosing))
    }
  }

  private mutating func keep(_ choosing: Choosing) {
    if case .question = stage { stay(.question(choosing)) } else { stay(.list(choosing)) }
  }

  private var isQuestion: Bool {
    if case .question = stage { true } else { false }
  }

  /// The first sound of an item: from here on a closure is credited to it.
  mutating func sentenceBegan(_ utterance: Int, sentence: Int) {
    guard sentence == 0 else { return }
    switch stage {
    case .list(var choosing), .question(var choosing):
      guard case .offering(let item, utterance, _) = choosing.step else { return }
      choosing.heard.append(Choosing.Heard(item: item, at: frame))
      choosing.deadline = nil
      if isQuestion { act(.sound(.questionItem)) }
      keep(choosing)
    case .off, .greeting, .safety, .waiting, .measuring, .counting, .exercise, .rest, .stopped,
      .listening, .ringing, .farewell, .resting, .locked, .fault, .stick, .calibrating,
      .selfTesting:
      return
    }
  }

  mutating func choiceSaid(_ choosing: Choosing, _ utterance: Int) {
    var choosing = choosing
    switch choosing.step {
    case .leading(utterance):
      offer(item: 0, of: &choosing)
      keep(choosing)
    case .offering(let item, utterance, _):
      choosing.step = .offering(item: item, utterance: utterance, isSaid: true)
      let began = choosing.heard.last?.at ?? frame
      choosing.deadline = max(began + choosing.scanTime, frame + Self.breath)
      keep(choosing)
    case .readingBack(_, utterance):
      choosing.deadline = frame + choosing.scanTime
      keep(choosing)
    case .giving(utterance):
      nothingChosen(choosing)
    case .closing(let item, utterance):
      carryOut(choosing.items[item].choice)
    case .leading, .offering, .readingBack, .giving, .closing:
      break
    }
  }

  private mutating func offer(item: Int, of choosing: inout Choosing) {
    let utterance = say(choosing.items[item].sentences, melody: .melodyChoice)
    choosing.step = .offering(item: item, utterance: utterance, isSaid: false)
    choosing.deadline = nil
  }

  /// An item's time is over, or the time for a change.
  mutating func scanned(_ choosing: Choosing) {
    var choosing = choosing
    choosing.deadline = nil
    switch choosing.step {
    case .offering(let item, _, true):
      if item + 1 < choosing.items.count {
        offer(item: item + 1, of: &choosing)
      } else if choosing.round < Choosing.rounds {
        choosing.round += 1
        offer(item: 0, of: &choosing)
      } else if let untouched = choosing.untouched, untouched.sentences.isEmpty {
        // Nothing is said of it.
        nothingChosen(choosing)
        return
      } else {
        choosing.step = .giving(utterance: sayNothingWasChosen(choosing))
      }
      keep(choosing)
    case .readingBack(let item, _):
      if isQuestion { act(.effort(effort(choosing.items[item].choice))) }
      carryOut(choosing.items[item].choice)
    case .leading, .offering, .giving, .closing:
      keep(choosing)
    }
  }

  /// A list that goes on by itself misses nothing.
  private mutating func sayNothingWasChosen(_ choosing: Choosing) -> Int {
    if let untouched = choosing.untouched { return say(untouched.sentences) }
    situation.tally.missedPrompts += 1
    return say(text(isQuestion ? .questionNone : .listNone), melody: .melodyEnd)
  }

  /// A press chooses the item being said or said last, by the moment the switch closed.
  mutating func choose(_ choosing: Choosing, closedAt closing: SampleTime) {
    switch choosing.step {
    case .leading, .closing:
      // Nothing has been offered yet, or everything is settled.
      answer(.heard)
    case .readingBack where !choosing.isChanged:
      answer(.accepted)
      act(.hush)
      offerAgain(choosing)
    case .readingBack:
      answer(.heard)
    case .giving where choosing.untouched != nil:
      // What happens without a press is being said: a press says yes.
      answer(.accepted)
      act(.hush)
      nothingChosen(choosing)
    case .offering, .giving:
      guard let item = choosing.item(closedAt: closing) else {
        answer(.heard)
        return
      }
      answer(.accepted)
      act(.hush)
      take(item, of: choosing)
    }
  }

  private mutating func take(_ item: Int, of choosing: Choosing) {
    var choosing = choosing
    choosing.deadline = nil
    let chosen = choosing.items[item]
    if chosen.choice.isAtOnce {
      carryOut(chosen.choice)
      return
    }
    let change = choosing.isChanged ? [] : text(.choiceChange)
    let utterance = say(chosen.readBack + change, melody: .melodyChoice)
    choosing.step =
      choosing.isChanged
      ? .closing(item: item, utterance: utterance)
      : .readingBack(item: item, utterance: utterance)
    if choosing.isChanged, isQuestion { act(.effort(effort(chosen.choice))) }
    keep(choosing)
  }

  /// The one change: the items are offered again, and the next choice stands.
  private mutating func offerAgain(_ choosing: Choosing) {
    var again = Choosing(
      items: choosing.items, scanTime: choosing.scanTime, step: choosing.step)
    again.isChanged = true
    again.untouched = choosing.untouched
    if case .readingBack(let item, _) = choosing.step { again.before = item }
    offer(item: 0, of: &again)
    keep(again)
  }

  private func effort(_ choice: Choice) -> Int? {
    switch choice {
    case .effort(let effort): effort
    case .ring, .goOn, .listen, .yourMusic, .usual, .short, .thisSong, .anotherSong,
      .hearAgain, .leaveStick, .keepTimes, .leaveTimes, .eraseOnce, .eraseNow, .leaveErasing:
      nil
    }
  }

  /// Twice round without a press: an answer that was to be changed stands.
  private mutating func nothingChosen(_ choosing: Choosing) {
    if isQuestion {
      let given = choosing.before.flatMap { effort(choosing.items[$0].choice) }
      act(.effort(given))
      answered(given)
    } else if let untouched = choosing.untouched {
      // What was chosen before a change stands, else what is usual.
      carryOut(choosing.before.map { choosing.items[$0].choice } ?? untouched.choice)
    } else {
      endPractice(.stopped)
      goToRest()
    }
  }
}
