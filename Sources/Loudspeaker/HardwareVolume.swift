// SPDX-License-Identifier: GPL-3.0-or-later
import CALSA
import Glibc

/// The card's own volume control, set at every start (a card may come up at 0 %: moOde #475).
public enum HardwareVolume {
  /// The percentages a caregiver may write.
  public static let percentRange = 30...100
  /// Where 30 % lies under the ceiling; 100 % is the ceiling.
  static let floorDecibels = -20.0
  /// Controls by preference; then the first with a playback volume.
  static let preferredControls = ["Headphone", "PCM", "Master", "Speaker"]
  static let mostControls = 256

  /// What became of it.
  public enum Outcome: Equatable, Sendable {
    /// The control now stands at so many decibels.
    case decibels(Double, control: String)
    /// The control knows no decibels and stands at this step of its range.
    case step(Int, of: ClosedRange<Int>, control: String)
    /// The card has no volume control: the caller turns the samples down by
    /// `HardwareVolume.decibels(percent:)`.
    case noControl
  }

  /// Decibels relative to the ceiling: −20 at 30 %, 0 at 100 %, in a straight line. Anything
  /// outside is taken as the nearer end, so that a unit is neither mute nor loud.
  public static func decibels(percent: Int) -> Double {
    let bounded = min(max(percent, percentRange.lowerBound), percentRange.upperBound)
    let span = Double(percentRange.upperBound - percentRange.lowerBound)
    return floorDecibels * Double(percentRange.upperBound - bounded) / span
  }

  /// Sets the volume and takes the mute off.
  ///
  /// - Parameters:
  ///   - percent: 30–100.
  ///   - device: the PCM's name; its card is meant.
  ///   - ceilingDecibels: 100 %, on the control's own scale, or the control's maximum where that
  ///     is lower.
  /// - Throws: `ENODEV` or `ENOENT` where there is no such card.
  public static func set(
    percent: Int, onCardOf device: String, ceilingDecibels: Double = 0
  ) throws(PCMError) -> Outcome {
    ALSA.silenceMessages()
    let card = controlName(ofPCM: device)
    var opened: OpaquePointer?
    try ALSA.check(snd_mixer_open(&opened, 0), "snd_mixer_open", card)
    guard let mixer = opened else { throw ALSA.error(ENOMEM, "snd_mixer_open", card) }
    defer { snd_mixer_close(mixer) }
    try ALSA.check(snd_mixer_attach(mixer, card), "snd_mixer_attach", card)
    try ALSA.check(
      snd_mixer_selem_register(mixer, nil, nil), "snd_mixer_selem_register", card)
    try ALSA.check(snd_mixer_load(mixer), "snd_mixer_load", card)
    guard let control = volumeControl(of: mixer) else { return .noControl }
    return try set(
      control, percent: percent, ceilingDecibels: ceilingDecibels, card: card)
  }

  /// The name of the card's control interface: `hw:CARD=X` for `plughw:CARD=X,DEV=0`; a name
  /// without a card is its own.
  package static func controlName(ofPCM device: String) -> String {
    for prefix in ["plughw:", "hw:", "sysdefault:", "front:"] where device.hasPrefix(prefix) {
      let card = device.dropFirst(prefix.count).prefix { $0 != "," }
      return "hw:\(card)"
    }
    return device
  }

  /// The step of a control without decibels: the percentage of its range, rounded.
  package static func step(percent: Int, in range: ClosedRange<Int>) -> Int {
    let bounded = min(max(percent, percentRange.lowerBound), percentRange.upperBound)
    return range.lowerBound + ((range.upperBound - range.lowerBound) * bounded + 50) / 100
  }

  private static func volumeControl(of mixer: OpaquePointer) -> OpaquePointer? {
    var found: [String: OpaquePointer] = [:]
    var first: OpaquePointer?
    var element = snd_mixer_first_elem(mixer)
    for _ in 0..<mostControls {
      guard let control = element else { break }
      if snd_mixer_selem_has_playback_volume(control) != 0 {
        if first == nil { first = control }
        let name = name(of: control)
        if found[name] == nil { found[name] = control }
      }
      element = snd_mixer_elem_next(control)
    }
    return preferredControls.lazy.compactMap { found[$0] }.first ?? first
  }

  private static func name(of control: OpaquePointer) -> String {
    snd_mixer_selem_get_name(control).map { String(cString: $0) } ?? ""
  }

  private static func set(
    _ control: OpaquePointer, percent: Int, ceilingDecibels: Double, card: String
  ) throws(PCMError) -> Outcome {
    let name = name(of: control)
    let subject = "\(card), control \(name)"
    let outcome: Outcome
    var (lowest, highest): (Int, Int) = (0, 0)
    // The decibel interface counts in hundredths. A control with lowest = highest has no scale.
    if snd_mixer_selem_get_playback_dB_range(control, &lowest, &highest) == 0, lowest < highest {
      let ceiling = min(Int((ceilingDecibels * 100).rounded()), highest)
      let wanted = ceiling + Int((decibels(percent: percent) * 100).rounded())
      let down: Int32 = -1
      try ALSA.check(
        snd_mixer_selem_set_playback_dB_all(control, max(lowest, wanted), down),
        "snd_mixer_selem_set_playback_dB_all", subject)
      var set = 0
      try ALSA.check(
        snd_mixer_selem_get_playback_dB(control, SND_MIXER_SCHN_FRONT_LEFT, &set),
        "snd_mixer_selem_get_playback_dB", subject)
      outcome = .decibels(Double(set) / 100, control: name)
    } else {
      try ALSA.check(
        snd_mixer_selem_get_playback_volume_range(control, &lowest, &highest),
        "snd_mixer_selem_get_playback_volume_range", subject)
      guard lowest < highest else { return .noControl }
      let step = step(percent: percent, in: lowest...highest)
      try ALSA.check(
        snd_mixer_selem_set_playback_volume_all(control, step),
        "snd_mixer_selem_set_playback_volume_all", subject)
      outcome = .step(step, of: lowest...highest, control: name)
    }
    if snd_mixer_selem_has_playback_switch(control) != 0 {
      try ALSA.check(
        snd_mixer_selem_set_playback_switch_all(control, 1),
        "snd_mixer_selem_set_playback_switch_all", subject)
    }
    return outcome
  }
}
