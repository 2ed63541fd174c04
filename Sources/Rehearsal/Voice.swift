// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Speech
import Timebase

/// Where a rehearsal has its clips from: at once, in simulated time.
public protocol Voice: AnyObject {
  func sound(of saying: Saying) -> SpokenSound
  /// How it would speak a text; nil: it cannot.
  func prosody(of text: String) -> Prosody?
}
