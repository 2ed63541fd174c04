// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// What can happen to a session. Times are frames of the heard clock.
public enum SessionEvent: Hashable, Sendable {
  /// The unit has been switched on.
  case powerOn
  /// The press filter took a press whose closure began then.
  case press(closedAt: SampleTime)
  /// A closure too short, or too soon.
  case ignored
  /// A closure has ended, after so long: a figure for the weekly page.
  case released(after: FrameCount)
  /// Closed for ten seconds.
  case stuck
  /// The stuck switch has let go.
  case freed
  /// The first sample of this sentence of an utterance is heard.
  case sentenceBegan(utterance: Int, sentence: Int)
  /// The last sample of the utterance has been heard.
  case spoken(utterance: Int)
  /// A score's first beat is heard.
  case scoreBegan(score: Int)
  case milestone(Milestone, score: Int)
  case scoreEnded(score: Int)
  /// How the voice speaks a text; nil: it cannot.
  case analysed(text: String, Prosody?)
  /// The storage does not give this piece of one's own music any more.
  case trackLost(String)
  /// `nextDeadline` has come.
  case deadline
  case switchLost
  case switchFound
  case soundLost
  case soundFound
  /// So many frames of sound failed to play (an xrun).
  case gap(FrameCount)
  /// Something only a helper can mend.
  case fault(HelperFault)
  /// A stick has been put in.
  case stickFound
  case stickRead(StickReading)
  case stickKept(StickOutcome)
  /// It has been taken out.
  case stickGone
  /// The self test's file is on the stick, or is not; the stick is let go.
  case testWritten(StickOutcome.WriteEnding)
  /// The diary was erased, or could not be; and what there is of it now.
  case erased(Bool, history: PracticeHistory)
  /// The unit is being switched off: everything open is closed and written.
  case shutdown
}

/// Faults that only others can mend: said to the patient once a day, in full to the caregiver.
public enum HelperFault: String, Hashable, Sendable, CaseIterable {
  case storeBroken = "store broken"
  case storeUnwritable = "store unwritable"
  case noSwitch = "no switch"
  case stuckSwitch = "stuck switch"
  case soundLost = "sound lost"
  case voiceMissing = "voice missing"
  case speechFailed = "speech failed"
  case settingsRefused = "settings refused"
  case prescriptionRefused = "prescription refused"
  case boardRefused = "board refused"
  case paceOutOfRange = "own pace out of range"
  case reviewOverdue = "review overdue"
  case tooHardTwice = "too hard twice"
  case bankMissing = "note bank missing"
  case songRefused = "song refused"
  case phraseRefused = "phrase refused"
  case musicRefused = "music refused"
  case recordingRefused = "recording refused"
  /// The unit could not start with them twice: those before are in force.
  case settingsPutAside = "settings put aside"
}
