// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Session
import Timebase

/// The board's lamp, an LED in sysfs: on in a practice, dark at rest, blinking where there is no
/// sound to say what is wrong.
final class Lamp {
  private let path: String?
  private var isPractising = false
  private var isOn: Bool?
  private static let blinkFrames = SampleRate.framesPerSecond / 2

  init(named name: String?) { path = name.map { "/sys/class/leds/\($0)/brightness" } }

  func take(_ event: TimelineEvent) {
    guard case .state(let state) = event.kind else { return }
    switch state {
    case .resting, .locked, .fault: isPractising = false
    case .greeting, .safety, .waiting, .measuring, .exercise, .rest, .question, .stopped, .list,
      .listening, .ringing, .farewell:
      isPractising = true
    }
  }

  func turn(at frame: SampleTime, hasSound: Bool) {
    let blinks = (frame.frame / Self.blinkFrames).isMultiple(of: 2)
    set(hasSound ? isPractising : blinks)
  }

  func off() { set(false) }

  private func set(_ on: Bool) {
    guard let path, on != isOn else { return }
    isOn = on
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = write(descriptor, on ? "1" : "0", 1)
  }
}
